package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.Connector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Checks that every connector has a contract test. */
public final class ContractCoverage {
    private ContractCoverage() {}

    /**
     * Fails if a connector has no test that extends {@link ConnectorContract}.
     *
     * @param anchor any class in the test tree to search
     */
    public static void require(Collection<Connector> connectors, Class<?> anchor) {
        Set<Class<?>> covered = new HashSet<>();
        for (Class<?> type : classesInTreeOf(anchor)) {
            if (ConnectorContract.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
                covered.add(newContract(type).connector().getClass());
            }
        }
        List<String> missing = connectors.stream()
                .map(Connector::getClass)
                .filter(type -> !covered.contains(type))
                .map(Class::getName)
                .sorted()
                .toList();
        assertThat(missing)
                .as("connectors without a test that extends ConnectorContract")
                .isEmpty();
    }

    /**
     * Fails if a connector has no contract test in the source files below {@code folder}: a class that extends
     * {@link ConnectorContract} and creates the connector. Use this check for connectors whose tests are in several
     * modules and therefore not on one class path.
     */
    public static void requireInSources(Collection<Connector> connectors, Path folder) {
        List<String> contracts;
        try (Stream<Path> files = Files.walk(folder)) {
            contracts = files.filter(file -> file.toString().endsWith(".java"))
                    .map(ContractCoverage::read)
                    .filter(text -> text.contains("extends ConnectorContract"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot search " + folder, e);
        }
        assertThat(connectors.stream()
                        .map(connector -> connector.getClass().getSimpleName())
                        .filter(name -> contracts.stream().noneMatch(text -> text.contains(name + "::new"))))
                .as("connectors without a test that extends ConnectorContract")
                .isEmpty();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static ConnectorContract newContract(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return (ConnectorContract) constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type.getName() + " needs a constructor without parameters", e);
        }
    }

    private static List<Class<?>> classesInTreeOf(Class<?> anchor) {
        Path root = rootOf(anchor);
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(file -> root.relativize(file).toString())
                    .filter(name -> !name.contains("$") && !name.endsWith("-info.class"))
                    .<Class<?>>map(name -> load(anchor, name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot search " + root, e);
        }
    }

    private static Path rootOf(Class<?> anchor) {
        try {
            return Path.of(
                    anchor.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError("cannot find where the test classes are stored", e);
        }
    }

    private static Class<?> load(Class<?> anchor, String file) {
        String name = file.substring(0, file.length() - ".class".length()).replace(java.io.File.separatorChar, '.');
        try {
            return Class.forName(name, false, anchor.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError("cannot load " + name, e);
        }
    }
}
