package io.grantkeeper.harness.emulator;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A function's code on disk, in the layout that Lambda uses.
 *
 * @param root the equivalent of {@code /var/task} in AWS; an empty folder for an image
 * @param classPath the class path of the JVM
 * @param shared whether other environments use the same folder, so that it is not deleted on close
 */
record TaskRoot(Path root, String classPath, boolean shared) implements AutoCloseable {
    static TaskRoot create(FunctionCodeLocation code) throws IOException {
        return switch (code) {
            case FunctionCodeLocation.Bundle(Path zip) -> ownRoot(unpack(zip), RuntimeClientClasspath.classPath());
            case FunctionCodeLocation.Unpacked(Path root) ->
                new TaskRoot(root, RuntimeClientClasspath.classPath(), true);
            case FunctionCodeLocation.Image(var jars) ->
                ownRoot(newFolder(), jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
            case FunctionCodeLocation.Container _ -> ownRoot(newFolder(), "");
        };
    }

    private static TaskRoot ownRoot(Path root, String classPath) {
        return new TaskRoot(root, classPath, false);
    }

    private static Path unpack(Path zip) throws IOException {
        if (!Files.isRegularFile(zip)) {
            throw new IOException("there is no bundle at %s; build it with: mvn package".formatted(zip));
        }
        Path root = newFolder();
        try (var entries = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path target = root.resolve(entry.getName()).normalize();
                if (!target.startsWith(root)) {
                    throw new IOException("bundle %s has an entry outside its root".formatted(zip));
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(entries, target);
                }
            }
        }
        return root;
    }

    private static Path newFolder() throws IOException {
        return Files.createTempDirectory("lambda-task-");
    }

    @Override
    public void close() throws IOException {
        if (shared) {
            return;
        }
        try (Stream<Path> files = Files.walk(root)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
