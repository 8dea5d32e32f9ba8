package io.grantkeeper.infra.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.infra.functions.ProjectFiles;
import io.grantkeeper.infra.stacks.SynthesizedTemplates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests {@code scripts/deploy} and {@code scripts/destroy} as an operator runs them, on a machine without an AWS
 * account or Docker.
 */
class DeployScriptsIT {
    @TempDir
    private Path folder;

    private Path config = Path.of("");

    /** The exit code and output of a script. */
    private record ScriptResult(int exitCode, String out, String err) {}

    @BeforeEach
    void writeConfiguration() throws IOException {
        config = Files.writeString(folder.resolve("acme.json"), SynthesizedTemplates.document("acme"));
        Path docker = Files.writeString(folder.resolve("docker"), "#!/bin/sh\nexit 1\n");
        Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private ScriptResult script(String name, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "bash", ProjectFiles.ROOT.resolve("scripts").resolve(name).toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder script = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        Map<String, String> environment = script.environment();
        environment.keySet().removeIf(variable -> variable.startsWith("AWS_"));
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("AWS_CONFIG_FILE", folder.resolve("profiles").toString());
        environment.put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("none").toString());
        environment.merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        Process process = script.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("%s ended", name).isTrue();
        return new ScriptResult(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deploy", "destroy", "package", "image"})
    void printsUsage(String name) throws IOException, InterruptedException {
        ScriptResult said = script(name, "--help");
        assertThat(said.exitCode()).isZero();
        assertThat(said.out()).startsWith("usage: scripts/" + name);
        assertThat(said.err()).isEmpty();
    }

    @Test
    void printsDryRunWithoutAccount() throws IOException, InterruptedException {
        ScriptResult said = script("deploy", "--config", config.toString(), "--dry-run");
        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out())
                .contains(
                        "Resources that a new installation creates:",
                        "DynamoDB::Table",
                        "Trigger and permissions of each function")
                .contains("put a credential into the secret grantkeeper/github");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deploy", "destroy"})
    void reportsMissingCredentialsOnOneLine(String name) throws IOException, InterruptedException {
        ScriptResult said = script(name, "--config", config.toString(), "--yes");
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err().lines()).singleElement().asString().startsWith("No AWS credentials were found: sign in");
    }

    /** Tests that the message names the expired session of the profile rather than a missing SDK module. */
    @Test
    void reportsExpiredIdentityCenterSession() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("profiles"), """
                [default]
                sso_session = acme
                sso_account_id = 123456789012
                sso_role_name = Deployer
                region = eu-central-1

                [sso-session acme]
                sso_region = eu-central-1
                sso_start_url = https://acme.awsapps.com/start
                """);
        ScriptResult said = script("deploy", "--config", config.toString(), "--yes");
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err().lines())
                .singleElement()
                .asString()
                .startsWith("No AWS credentials were found: sign in")
                .endsWith("The AWS SDK reports: Unable to load SSO token");
    }

    @Test
    void reportsMissingConfigurationOnOneLine() throws IOException, InterruptedException {
        ScriptResult said = script("deploy", "--config", "none.json", "--dry-run");
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err().lines()).singleElement().asString().contains("none.json cannot be read");
    }

    @Test
    void reportsMissingDockerOnOneLine() throws IOException, InterruptedException {
        ScriptResult said = script("image", "decide", "--tag", "grantkeeper:decide");
        assertThat(said.exitCode()).isEqualTo(3);
        assertThat(said.err().lines()).singleElement().asString().startsWith("Images need Docker");
    }
}
