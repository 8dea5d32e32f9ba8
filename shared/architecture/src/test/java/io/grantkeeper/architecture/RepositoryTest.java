package io.grantkeeper.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The repository is whole: no module escapes the rules, and no function is without examples. */
class RepositoryTest {
    private static final Path SAMPLES = House.REPOSITORY.resolve("events/samples");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern GENERATED =
            Pattern.compile("(?s)<artifactId>exec-maven-plugin</artifactId>.*?<phase>([^<]+)</phase>");
    private static final Pattern PARENT = Pattern.compile("(?s)<parent>.*?</parent>");
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");

    static List<String> modules() throws IOException {
        return all(MODULE, read(House.REPOSITORY.resolve("pom.xml")))
                .filter(folder -> Files.isDirectory(House.REPOSITORY.resolve(folder, "src/main/java")))
                .toList();
    }

    static List<String> functions() throws IOException {
        return modules().stream()
                .filter(folder -> readPom(folder).contains("<bundle.skip>false</bundle.skip>"))
                .map(folder -> folder.substring("functions/".length()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleIsHeldToTheRules(String folder) throws IOException {
        Set<String> known = Arrays.stream(Module.values()).map(Module::folder).collect(Collectors.toSet());
        assertThat(known).as("modules with their packages, in %s", Module.class).contains(folder);
        String artifact = all(ARTIFACT, PARENT.matcher(readPom(folder)).replaceAll(""))
                .findFirst()
                .orElseThrow();
        assertThat(read(House.REPOSITORY.resolve("shared/architecture/pom.xml")))
                .as("dependencies of shared/architecture")
                .contains("<artifactId>" + artifact + "</artifactId>");
    }

    /** The scripts that run the suite build as far as {@code compile}: what comes later is not there for them. */
    @ParameterizedTest
    @MethodSource("modules")
    void aModuleGeneratesWhatItReadsInThePhaseCompile(String folder) {
        assertThat(all(GENERATED, readPom(folder)))
                .allSatisfy(phase -> assertThat(phase)
                        .isIn(
                                "generate-sources",
                                "process-sources",
                                "generate-resources",
                                "process-resources",
                                "compile"));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleMocksNothing(String folder) {
        assertThat(readPom(folder)).doesNotContainIgnoringCase("mockito").doesNotContainIgnoringCase("easymock");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void aFunctionHasExamplesOfWhatItReceives(String function) throws IOException {
        assumeTrue(Files.isDirectory(SAMPLES), "events/samples does not exist yet");
        Path folder = SAMPLES.resolve(function);
        assertThat(folder).isDirectory();
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).toList();
            for (String kind : List.of("happy", "duplicate", "malformed")) {
                assertThat(names).as("an example '%s*.json'", kind).anyMatch(name -> name.matches(kind + ".*\\.json"));
            }
        }
    }

    @Test
    void decisionsHaveNumbersOfTheirOwnAndAreListed() throws IOException {
        Path decisions = House.REPOSITORY.resolve("docs/adr");
        String list = read(decisions.resolve("README.md"));
        try (Stream<Path> files = Files.list(decisions)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d{4}-.*\\.md"))
                    .toList();
            assertThat(names).isNotEmpty().allMatch(name -> list.contains("(" + name + ")"));
            assertThat(names.stream().map(name -> name.substring(0, 4))).doesNotHaveDuplicates();
        }
    }

    private static Stream<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult found) -> found.group(1));
    }

    private static String readPom(String folder) {
        return read(House.REPOSITORY.resolve(folder, "pom.xml"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
