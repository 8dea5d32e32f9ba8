package io.grantkeeper.infra.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.infra.stacks.SynthesizedTemplates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Tests the command line behind the deployment scripts. */
class DeployMainTest {
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @BeforeEach
    void captureOutput() {
        System.setOut(new PrintStream(said, true, UTF_8));
        System.setErr(new PrintStream(complained, true, UTF_8));
    }

    @AfterEach
    void restoreOutput() {
        System.setOut(out);
        System.setErr(err);
    }

    private int plan(String document, String... more) throws IOException {
        Path config = Files.writeString(folder.resolve("acme.json"), document);
        String[] first = {
            "plan",
            "--config",
            config.toString(),
            "--out",
            folder.resolve("cdk.out").toString(),
            "--repository",
            folder.toString()
        };
        String[] all = Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return DeployMain.run(all);
    }

    @Test
    void listsResourcesAndPermissionsInDryRun() throws IOException {
        assertThat(plan(SynthesizedTemplates.document("acme"), "--dry-run", "--json"))
                .isZero();
        JsonNode made = ModelJson.mapper().readTree(said.toString(UTF_8));
        assertThat(made.at("/stacks/grantkeeper-data/AWS::DynamoDB::Table").asInt())
                .isEqualTo(1);
        assertThat(made.at("/stacks/grantkeeper-work/AWS::Lambda::Function").asInt())
                .isEqualTo(made.path("functions").size());
        assertThat(made.path("next").toString())
                .contains("put a credential into the secret grantkeeper/github")
                .contains("confirm the alarm subscription with the link that SNS emails to security@acme.com");
    }

    @Test
    void warnsInDryRunIfPageFunctionCanReadOtherCredentials() throws IOException {
        String together = SynthesizedTemplates.document("acme")
                .replace("secretsmanager:grantkeeper/slack-signing", "secretsmanager:grantkeeper/slack#signing");
        assertThat(plan(together, "--dry-run")).isZero();
        assertThat(said.toString(UTF_8)).contains("out of grantkeeper/slack into a separate secret");
        said.reset();
        assertThat(plan(SynthesizedTemplates.document("acme"), "--dry-run")).isZero();
        assertThat(said.toString(UTF_8)).doesNotContain("into a separate secret");
    }

    @Test
    void reportsAllConfigurationMistakesWithoutRepeatingSecrets() throws IOException {
        String document = SynthesizedTemplates.document("acme")
                .replace("secretsmanager:grantkeeper/okta", "env:OKTA_KEY")
                .replace("rate(1 hour)", "hourly")
                .replace("\"region\": \"eu-central-1\"", "\"region\": \"Frankfurt\", \"alarmMail\": \"red\"");
        assertThat(plan(document, "--dry-run")).isEqualTo(2);
        assertThat(complained.toString(UTF_8))
                .contains("connection 'okta-acme', credential 'private-key': must be a reference to Secrets Manager")
                .contains("deployment.schedules: must be a schedule expression such as rate(6 hours)")
                .contains("deployment.region: must be an AWS region such as eu-central-1")
                .contains("deployment: 'alarmMail' is unknown; did you mean 'alarmEmail'?")
                .doesNotContain("red\"")
                .doesNotContain("OKTA_KEY")
                .doesNotContain("\tat ");
    }

    @Test
    void reportsAllMistakesInImageSettings() throws IOException {
        String document = SynthesizedTemplates.document("images")
                .replace(
                        "\"packaging\": \"image\"",
                        "\"packaging\": \"image\", \"snapStart\": true, \"images\": \"grantkeeper:1.0\"");
        assertThat(plan(document, "--dry-run")).isEqualTo(2);
        assertThat(complained.toString(UTF_8))
                .contains("deployment.snapStart: SnapStart does not support container images")
                .contains("deployment.images: must be an ECR image URI with {function}");
    }

    @Test
    void rejectsImagesInAnotherRegionAndImagesWithZipPackaging() throws IOException {
        String document = SynthesizedTemplates.document("everything");
        assertThat(plan(document.replace("ecr.eu-west-1", "ecr.eu-west-2"), "--dry-run"))
                .isEqualTo(2);
        assertThat(complained.toString(UTF_8)).contains("deployment.images: must be in the installation's region");
        assertThat(plan(document.replace("\"packaging\": \"image\"", "\"packaging\": \"zip\""), "--dry-run"))
                .isEqualTo(2);
        assertThat(complained.toString(UTF_8))
                .contains("deployment.images: applies only to functions that run from images");
    }

    @Test
    void namesMissingBundle() throws IOException {
        assertThat(plan(SynthesizedTemplates.document("acme"))).isEqualTo(1);
        assertThat(complained.toString(UTF_8)).contains("does not exist: run scripts/deploy, which builds it");
    }

    @Test
    void namesMissingConfigurationFile() {
        assertThat(DeployMain.run(
                        "name", "--config", folder.resolve("none.json").toString()))
                .isEqualTo(1);
        assertThat(complained.toString(UTF_8)).contains("none.json cannot be read");
    }
}
