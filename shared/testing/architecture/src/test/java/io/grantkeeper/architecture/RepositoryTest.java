package io.grantkeeper.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that the repository is complete: the architecture rules cover every module, and every function has examples.
 */
class RepositoryTest {
    private static final Path SAMPLES = ProjectLayout.REPOSITORY.resolve("events/samples");
    private static final Pattern GENERATED =
            Pattern.compile("(?s)<artifactId>exec-maven-plugin</artifactId>.*?<phase>([^<]+)</phase>");

    static List<ProjectModule> modules() {
        return ProjectModule.all();
    }

    static List<String> functions() {
        return ProjectModule.all().stream()
                .filter(module -> module.pom().contains("<bundle.skip>false</bundle.skip>"))
                .filter(module -> module.folder().startsWith("functions/"))
                .map(module -> module.folder().substring("functions/".length()))
                .toList();
    }

    /**
     * Requires this module to depend on every other module, because the rules examine only the classes on its class
     * path.
     */
    @ParameterizedTest
    @MethodSource("modules")
    void architectureRulesCoverTheModule(ProjectModule module) {
        assertThat(ProjectModule.read(ProjectLayout.REPOSITORY.resolve("shared/testing/architecture/pom.xml")))
                .as("dependencies of shared/testing/architecture")
                .contains("<artifactId>" + module.artifact() + "</artifactId>");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void readmeExplainsTheModule(ProjectModule module) {
        String row = module.role() == ModuleRole.CONNECTOR ? "shared/connectors" : module.folder();
        assertThat(ProjectModule.read(ProjectLayout.REPOSITORY.resolve("README.md")))
                .contains("| `" + row + "` |");
    }

    /**
     * Requires modules to generate resources no later than in the {@code compile} phase, because the scripts that run
     * the local suite skip later phases.
     */
    @ParameterizedTest
    @MethodSource("modules")
    void moduleGeneratesResourcesInTheCompilePhase(ProjectModule module) {
        assertThat(ProjectModule.matches(GENERATED, module.pom()))
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
    void moduleUsesNoMockingLibrary(ProjectModule module) {
        assertThat(module.pom()).doesNotContainIgnoringCase("mockito").doesNotContainIgnoringCase("easymock");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void functionHasExampleEvents(String function) throws IOException {
        assumeTrue(Files.isDirectory(SAMPLES), "events/samples does not exist yet");
        Path folder = SAMPLES.resolve(function);
        assertThat(folder).isDirectory();
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).toList();
            for (String kind : List.of("happy", "duplicate", "malformed")) {
                assertThat(names)
                        .as("an example that matches '%s*.json'", kind)
                        .anyMatch(name -> name.matches(kind + ".*\\.json"));
            }
        }
    }

    @Test
    void decisionRecordsAreListedWithUniqueNumbers() throws IOException {
        Path decisions = ProjectLayout.REPOSITORY.resolve("docs/adr");
        String list = ProjectModule.read(decisions.resolve("README.md"));
        try (Stream<Path> files = Files.list(decisions)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d{4}-.*\\.md"))
                    .toList();
            assertThat(names).isNotEmpty().allMatch(name -> list.contains("(" + name + ")"));
            assertThat(names.stream().map(name -> name.substring(0, 4))).doesNotHaveDuplicates();
        }
    }
}
