package io.grantkeeper.infra.stacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grantkeeper.infra.deploy.StackTemplateUpload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Checks the templates of all example installations with cfn-lint, which knows CloudFormation's resource schemas and
 * the resource types that each region offers. One process checks all templates for all regions, because each start
 * reads the schemas. It is not an integration test, because it shares the synthesized templates with the tests in its
 * JVM. The variable {@code GRANTKEEPER_LINT_REGIONS} selects other regions. Without cfn-lint, the tests are skipped,
 * unless the variable {@code GRANTKEEPER_REQUIRED_TOOLS} names it.
 */
class TemplateLintTest {
    private static final List<String> INSTALLATIONS = List.of("acme", "everything", "images");
    private static final String REGIONS = "us-east-1 eu-central-1 ap-southeast-2";

    /**
     * The rule about dependencies that references already imply. The CDK adds such dependencies, and they change
     * nothing.
     */
    private static final String REDUNDANT_DEPENDENCIES = "W3005";

    private static final int MINUTES = 5;

    @TempDir
    private Path folder;

    /** Returns cfn-lint's findings about templates, one per line. */
    private List<String> lint(List<Path> templates) throws IOException, InterruptedException {
        Optional<Path> program = Stream.of(variable("PATH").split(":", -1))
                .map(each -> Path.of(each, "cfn-lint"))
                .filter(Files::isExecutable)
                .findFirst();
        if (!Arrays.asList(variable("GRANTKEEPER_REQUIRED_TOOLS").split(",", -1))
                .contains("cfn-lint")) {
            assumeTrue(program.isPresent(), "cfn-lint is not on the PATH: install it with 'pipx install cfn-lint'");
        }
        String regions = variable("GRANTKEEPER_LINT_REGIONS");
        List<String> command = new ArrayList<>(List.of(
                program.orElseThrow().toString(),
                "--format",
                "parseable",
                "--ignore-checks",
                REDUNDANT_DEPENDENCIES,
                "--regions"));
        command.addAll(Arrays.asList((regions.isEmpty() ? REGIONS : regions).split(" ", -1)));
        command.add("--");
        templates.forEach(template -> command.add(template.toString()));
        Path output = folder.resolve("findings.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("cfn-lint did not end within %d minutes".formatted(MINUTES));
        }
        List<String> findings = Files.readAllLines(output, UTF_8).stream()
                .filter(line -> !line.isBlank())
                .toList();
        assertThat(findings.isEmpty())
                .as("cfn-lint ended with %d: %s", process.exitValue(), findings)
                .isEqualTo(process.exitValue() == 0);
        return findings;
    }

    private static String variable(String name) {
        return Optional.ofNullable(System.getenv(name)).orElse("");
    }

    private List<Path> write(String installation) throws IOException {
        List<Path> files = new ArrayList<>();
        for (StackTemplateUpload template :
                SynthesizedTemplates.of(installation).templates()) {
            files.add(Files.writeString(
                    folder.resolve("%s-%s.template.json".formatted(installation, template.stack())),
                    template.json().toString()));
        }
        return files;
    }

    @Test
    void reportsNothingForTemplatesOfAllInstallations() throws IOException, InterruptedException {
        List<Path> templates = new ArrayList<>();
        for (String installation : INSTALLATIONS) {
            templates.addAll(write(installation));
        }
        assertThat(templates).hasSize(3 * INSTALLATIONS.size());
        assertThat(lint(templates)).isEmpty();
    }

    /** Tests that the check can fail, both for a property that does not exist and for a value that AWS rejects. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"DashboardName|DashboardTitle", "\"EvaluationPeriods\":1|\"EvaluationPeriods\":\"often\""})
    void findsInvalidProperty(String valid, String invalid) throws IOException, InterruptedException {
        String text = SynthesizedTemplates.of("acme").templates().get(2).json().toString();
        assertThat(text).contains(valid);
        Path template = Files.writeString(folder.resolve("invalid.json"), text.replace(valid, invalid));
        assertThat(lint(List.of(template))).isNotEmpty();
    }
}
