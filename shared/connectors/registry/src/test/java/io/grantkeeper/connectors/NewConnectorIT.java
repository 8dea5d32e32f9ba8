package io.grantkeeper.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/**
 * Verifies that scripts/new-connector generates a skeleton that compiles, is registered and passes its contract tests
 * without changes.
 */
class NewConnectorIT {
    private static final String REGISTRY = "shared/connectors/registry/";
    private static final List<String> CHANGED_BY_SCRIPT = List.of(
            "pom.xml",
            "shared/testing/architecture/pom.xml",
            REGISTRY + "pom.xml",
            REGISTRY + "src/main/java/io/grantkeeper/connectors/ConnectorRegistry.java");

    @TempDir
    private Path copy;

    @BeforeEach
    void copyScriptInputs() throws IOException {
        Path project = Path.of("").toAbsolutePath().getParent().getParent().getParent();
        for (String part :
                Stream.concat(Stream.of("scripts"), CHANGED_BY_SCRIPT.stream()).toList()) {
            try (Stream<Path> files = Files.walk(project.resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path target = copy.resolve(project.relativize(file).toString());
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        }
    }

    @Test
    void generatesSkeletonThatCompilesAndPassesContract() throws Exception {
        assertThat(run("acme-notes", "--no-format")).contains("registered in");
        assertThat(copy.resolve("docs/connectors/acme-notes.md")).exists();
        assertThat(CHANGED_BY_SCRIPT)
                .allSatisfy(file -> assertThat(copy.resolve(file))
                        .content()
                        .containsAnyOf("connector-acmenotes", "new AcmeNotesConnector()"));
        assertThat(copy.resolve("pom.xml")).content().contains("<module>shared/connectors/acmenotes</module>");
        Events tests = runContract();
        assertThat(tests.failed().list()).isEmpty();
        assertThat(tests.succeeded().count()).isGreaterThan(20);
    }

    @Test
    void contractFailsIfGeneratedStreamIgnoresProviderCount() throws Exception {
        assertThat(failuresAfterChange(
                        ".withCount(ListingCount.NONE.withTotal(ids, body.optionalNumber(\"total\")))",
                        ".withCount(ListingCount.NONE)"))
                .contains("proves no removal if the provider counts more rows than it lists");
    }

    @Test
    void contractFailsIfGeneratedStreamReadsEverythingInsteadOfOneApp() throws Exception {
        assertThat(failuresAfterChange("if (segment.isPresent()) {", "if (segment.isPresent() && ID == null) {"))
                .contains("reads a segment directly with the same result as the listing");
    }

    @Test
    void contractFailsIfGeneratedStreamClaimsThatEachPageContainsAllRows() throws Exception {
        assertThat(failuresAfterChange(
                        ".withCount(ListingCount.NONE.withTotal(ids, body.optionalNumber(\"total\")))",
                        ".withCount(ListingCount.NONE.asStart())"))
                .contains("proves no removal of a row that moves to a page already read");
    }

    /**
     * Replaces a part of the generated stream with a naive version, and returns the names of the contract checks that
     * then fail.
     */
    private Set<String> failuresAfterChange(String text, String naive) throws Exception {
        assertThat(run("acme-notes", "--no-format")).contains("registered in");
        Path stream = copy.resolve("shared/connectors/acmenotes/src/main/java/io/grantkeeper/connectors/acmenotes/"
                + "AcmeNotesAppsStream.java");
        String generated = Files.readString(stream, StandardCharsets.UTF_8);
        assertThat(generated).contains(text);
        Files.writeString(stream, generated.replace(text, naive), StandardCharsets.UTF_8);
        return runContract()
                .failed()
                .map(event ->
                        event.getTestDescriptor().getParent().orElseThrow().getDisplayName())
                .collect(Collectors.toSet());
    }

    private Events runContract() throws Exception {
        Path classes = compile();
        String basedir = System.getProperty("basedir", "");
        System.setProperty(
                "basedir", copy.resolve("shared/connectors/acmenotes").toString());
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            Class<?> contract = loader.loadClass("io.grantkeeper.connectors.acmenotes.AcmeNotesContractTest");
            return EngineTestKit.engine("junit-jupiter")
                    .selectors(DiscoverySelectors.selectClass(contract))
                    .execute()
                    .testEvents();
        } finally {
            System.setProperty("basedir", basedir);
        }
    }

    @Test
    void rejectsInvalidNameAndStatesRule() throws Exception {
        assertThat(run("Acme_Notes")).contains("is not a valid provider id", "for example acme-notes");
        assertThat(run("acme", "--no-format")).contains("wrote");
        assertThat(run("acme", "--no-format")).contains("already exists");
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        Path output = copy.resolve("output.txt");
        Process process = new ProcessBuilder(Stream.concat(
                                Stream.of(
                                        "bash",
                                        copy.resolve("scripts/new-connector").toString()),
                                Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    private Path compile() throws IOException {
        Path classes = Files.createDirectories(copy.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> sources = Files.walk(copy.resolve("shared"));
                StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            StringWriter messages = new StringWriter();
            List<Path> java =
                    sources.filter(file -> file.toString().endsWith(".java")).toList();
            boolean compiled = compiler.getTask(
                            messages,
                            files,
                            null,
                            List.of(
                                    "-d",
                                    classes.toString(),
                                    "-Xlint:all,-classfile,-processing",
                                    "-Werror",
                                    "-proc:none"),
                            null,
                            files.getJavaFileObjectsFromPaths(java))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
        return classes;
    }
}
