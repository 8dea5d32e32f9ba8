package io.grantkeeper.infra.stacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.infra.deploy.StackTemplateUpload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks the templates of all example installations with cfn-lint, which knows CloudFormation's resource schemas and
 * the resource types that each region offers. Without cfn-lint, the tests are skipped, unless the variable {@code
 * GRANTKEEPER_REQUIRED_TOOLS} names it.
 */
class TemplateLintIT {
    private static final List<String> INSTALLATIONS = List.of("acme", "everything", "images");

    @TempDir
    private Path folder;

    /** The result of a check: one line per finding. */
    private static List<String> lint(String region, List<Path> templates) throws IOException, InterruptedException {
        Optional<Path> program = Stream.of(System.getenv("PATH").split(":", -1))
                .map(each -> Path.of(each, "cfn-lint"))
                .filter(Files::isExecutable)
                .findFirst();
        String required =
                Optional.ofNullable(System.getenv("GRANTKEEPER_REQUIRED_TOOLS")).orElse("");
        if (!Arrays.asList(required.split(",", -1)).contains("cfn-lint")) {
            assumeTrue(program.isPresent(), "cfn-lint is not on the PATH: install it with 'pipx install cfn-lint'");
        }
        List<String> command = new ArrayList<>(
                List.of(program.orElseThrow().toString(), "--format", "parseable", "--regions", region, "--"));
        templates.forEach(template -> command.add(template.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        List<String> findings = new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList();
        int exitCode = process.waitFor();
        assertThat(findings.isEmpty())
                .as("cfn-lint ended with %d: %s", exitCode, findings)
                .isEqualTo(exitCode == 0);
        return findings;
    }

    private List<Path> write(SynthesizedTemplates made) throws IOException {
        List<Path> files = new ArrayList<>();
        for (StackTemplateUpload template : made.templates()) {
            files.add(Files.writeString(
                    folder.resolve(template.stack() + ".template.json"),
                    template.json().toString()));
        }
        return files;
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "eu-central-1", "ap-southeast-2"})
    void findsNothingInTemplatesOfAllInstallations(String region) throws IOException, InterruptedException {
        List<Path> templates = new ArrayList<>();
        for (String installation : INSTALLATIONS) {
            ObjectNode document = (ObjectNode) ModelJson.mapper()
                    .readTree(SynthesizedTemplates.document(installation)
                            .replace("eu-central-1", region)
                            .replace("eu-west-1", region));
            ((ObjectNode) document.path("deployment")).put("name", installation);
            templates.addAll(write(SynthesizedTemplates.ofDocument(document.toString())));
        }
        assertThat(templates).hasSize(3 * INSTALLATIONS.size());
        assertThat(lint(region, templates)).isEmpty();
    }

    /** Shows that the check can fail: on a property that does not exist, and on a value that AWS rejects. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"QueueName|QueueTitle", "\"MessageRetentionPeriod\":1209600|\"MessageRetentionPeriod\":12096000"})
    void findsInvalidProperty(String valid, String invalid) throws IOException, InterruptedException {
        StackTemplateUpload work = SynthesizedTemplates.of("acme").templates().get(1);
        String text = work.json().toString();
        assertThat(text).contains(valid);
        Path template = Files.writeString(folder.resolve("invalid.json"), text.replace(valid, invalid));
        assertThat(lint("eu-central-1", List.of(template))).isNotEmpty();
    }
}
