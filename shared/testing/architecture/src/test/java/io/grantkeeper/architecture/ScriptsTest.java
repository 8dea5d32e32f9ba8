package io.grantkeeper.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that each script in {@code scripts} is short, stops at the first error and prints its usage. */
class ScriptsTest {
    private static final Path SCRIPTS = ProjectLayout.REPOSITORY.resolve("scripts");

    /**
     * Matches a call to the function {@code invoke_main} in {@code scripts/lib/bundles.sh}; the group contains the
     * class to run.
     */
    private static final Pattern HARNESS_CLASS = Pattern.compile("(?m)^\\s*invoke_main ([a-zA-Z.]+)");

    @TempDir
    private Path elsewhere;

    static List<Path> commands() throws IOException {
        return filesIn(SCRIPTS);
    }

    static List<Path> all() throws IOException {
        return Stream.of(commands(), filesIn(SCRIPTS.resolve("lib")), filesIn(ProjectLayout.REPOSITORY.resolve(".ci")))
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("all")
    void scriptHasFewerThanFortyLines(Path script) throws IOException {
        assertThat(Files.readAllLines(script, UTF_8)).hasSizeLessThan(40);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void commandIsExecutableAndStopsAtTheFirstError(Path command) throws IOException {
        List<String> lines = Files.readAllLines(command, UTF_8);
        assertThat(lines.getFirst()).isEqualTo("#!/usr/bin/env bash");
        assertThat(lines.get(1)).startsWith("# ");
        assertThat(lines).contains("set -euo pipefail");
        assertThat(command).isExecutable();
    }

    /** Runs the command in another directory and without a JDK, because {@code --help} must not need either. */
    @ParameterizedTest
    @MethodSource("commands")
    void commandPrintsUsage(Path command) throws IOException, InterruptedException {
        Path output = elsewhere.resolve("output.txt");
        ProcessBuilder help = new ProcessBuilder("bash", command.toString(), "--help")
                .directory(elsewhere.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        help.environment().remove("JAVA_HOME");
        Process process = help.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(output, UTF_8)).containsIgnoringCase("usage: ");
        assertThat(process.exitValue()).isZero();
    }

    /**
     * Requires that the classes that scripts run exist. Otherwise, nobody would notice that a class was renamed until
     * its script is run.
     */
    @ParameterizedTest
    @MethodSource("all")
    void scriptRunsOnlyExistingHarnessClasses(Path script) throws IOException {
        Path sources = ProjectLayout.REPOSITORY.resolve(
                "shared/testing/function-harness/src/main/java/io/grantkeeper/harness");
        assertThat(HARNESS_CLASS
                        .matcher(Files.readString(script, UTF_8))
                        .results()
                        .map(found -> found.group(1)))
                .allSatisfy(name -> assertThat(sources.resolve(name.replace('.', '/') + ".java"))
                        .isRegularFile());
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
