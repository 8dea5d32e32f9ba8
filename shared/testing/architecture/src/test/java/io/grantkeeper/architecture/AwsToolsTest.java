package io.grantkeeper.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests how {@code scripts/test} installs its optional tools on a machine that has none of them. */
class AwsToolsTest {
    private static final Path SCRIPT = ProjectLayout.REPOSITORY.resolve("scripts/lib/aws-tools.sh");

    /** The machine's own commands that the script may use; each test defines the others. */
    private static final List<String> COMMANDS =
            List.of("bash", "chmod", "env", "find", "grep", "mkdir", "sleep", "timeout", "touch", "true");

    @TempDir
    private Path machine;

    @BeforeEach
    void defineCommands() throws IOException {
        Files.createDirectories(machine.resolve("bin"));
        for (String command : COMMANDS) {
            write(command, "PATH=/usr/bin:/bin:/opt/homebrew/bin\nexec %s \"$@\"".formatted(command));
        }
    }

    private void write(String command, String body) throws IOException {
        Path file = Files.writeString(machine.resolve("bin").resolve(command), "#!/bin/bash\n%s\n".formatted(body));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Defines a command that also records its calls. */
    private void define(String command, String body) throws IOException {
        write(command, "echo \"%s $*\" >>\"%s\"\n%s".formatted(command, machine.resolve("called"), body));
    }

    /** Sources the script as {@code scripts/test} does, and returns what it printed. */
    private String source() throws IOException, InterruptedException {
        Path output = machine.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                        "/bin/bash", "-c", "set -euo pipefail; source \"$0\"; echo continues", SCRIPT.toString())
                .directory(machine.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("PATH", machine.resolve("bin").toString());
        Process process = builder.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES))
                .as("ended within a minute")
                .isTrue();
        assertThat(process.exitValue()).isZero();
        return Files.readString(output, UTF_8);
    }

    private List<String> called() throws IOException {
        Path file = machine.resolve("called");
        return Files.exists(file) ? Files.readAllLines(file, UTF_8) : List.of();
    }

    @Test
    void continuesWithoutMessageIfPythonAndRootAccessAreMissing() throws IOException, InterruptedException {
        define("python3", "echo 'no module named venv' >&2; exit 1");
        define("id", "echo 1000");
        define("sudo", "echo 'a password is required' >&2; exit 1");
        define("apt-get", "exit 0");
        assertThat(source()).isEqualTo("Installing moto and cfn-lint.\ncontinues\n");
        assertThat(called()).noneMatch(line -> line.startsWith("apt-get"));
    }

    @Test
    void attemptsInstallationAtMostOncePerDay() throws IOException, InterruptedException {
        define("python3", "exit 1");
        define("id", "echo 1000");
        define("sudo", "exit 1");
        source();
        int calls = called().size();
        assertThat(source()).isEqualTo("continues\n");
        assertThat(called()).hasSize(calls);
    }

    @Test
    void installsNothingIfBothToolsExist() throws IOException, InterruptedException {
        define("moto_server", "");
        define("cfn-lint", "");
        assertThat(source()).isEqualTo("continues\n");
        assertThat(called()).isEmpty();
    }

    @Test
    void limitsInstallationTime() throws IOException, InterruptedException {
        define(
                "python3",
                "mkdir -p \"$3/bin\"; printf '#!/bin/bash\\nsleep 300\\n' >\"$3/bin/pip\"; chmod 755 \"$3/bin/pip\"");
        define("timeout", "shift; PATH=/usr/bin:/bin exec timeout 1 \"$@\"");
        define("id", "echo 1000");
        define("sudo", "exit 1");
        assertThat(source()).endsWith("continues\n");
        assertThat(called()).anyMatch(line -> line.startsWith("timeout 25 ") && line.contains("cfn-lint=="));
    }
}
