package io.grantkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.cli.CommandRunner.Ran;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Invalid input of a command")
class CommandInputTest {
    private static final String CONNECTION = """
        {"tenant": "acme",
         "connections": [{"id": "x", "provider": "slack", "credentials": {"user-token": "env:NONE"}}]%s}
        """;

    @TempDir
    private Path folder;

    private CommandRunner commands() {
        return new CommandRunner(folder);
    }

    private Ran runWithBytes(byte[] input, String... arguments) {
        InputStream in = System.in;
        try {
            System.setIn(new ByteArrayInputStream(input));
            return CommandRunner.runPlain(arguments);
        } finally {
            System.setIn(in);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cost --identities -5 | --identities is -5, but must be from 0 to",
                "cost --identities 10 --sweeps NaN | --sweeps is NaN, but must be",
                "cost --identities 10 --provider-ms -0.5 | --provider-ms is -0.5, but must be"
            })
    void namesOptionAndItsInvalidNumber(String line, String message) {
        CommandRunner.runPlain(line.split(" ")).requireUsageError(message);
    }

    @Test
    void exitsWith1AfterAnsweringAllLinesIfOneFailed() {
        Ran ran = CommandRunner.runWithInput("nonsense\n{\"displayName\":\"Otter.ai\"}\n\n", "explain", "app");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out().lines()).hasSize(2);
        assertThat(CommandRunner.runWithInput("{\"displayName\":\"Otter.ai\"}", "explain", "app")
                        .exit())
                .isZero();
        assertThat(CommandRunner.runWithInput("{\"provider\":\"github\"}\n", "right-size")
                        .exit())
                .isEqualTo(1);
    }

    @Test
    void reportsNumberOfLineThatIsNotUtf8AndReadsNextLine() {
        byte[] latin =
                "{\"displayName\":\"Café\"}\n{\"displayName\":\"Otter.ai\"}\n".getBytes(StandardCharsets.ISO_8859_1);
        Ran ran = runWithBytes(latin, "explain", "app");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out().lines().toList()).hasSize(2).satisfies(lines -> {
            assertThat(lines.getFirst())
                    .isEqualTo("{\"line\":1,\"error\":\"the line is not UTF-8 text; convert the input to UTF-8\"}");
            assertThat(lines.getLast()).contains("Otter.ai");
        });
    }

    @Test
    void reportsLimitForLineOfThirtyMegabytesOfSpaces() {
        Ran ran = runWithBytes(
                (" ".repeat(30_000_000) + "\n{\"displayName\":\"Otter.ai\"}").getBytes(StandardCharsets.UTF_8),
                "explain",
                "app");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out().lines().toList())
                .hasSize(2)
                .satisfies(lines -> assertThat(lines.getFirst()).contains("\"line\":1", "longer than 1000000 bytes"));
    }

    @Test
    void explainsPathsOfAppWithTenThousandOwners() {
        StringBuilder people = new StringBuilder();
        StringBuilder owners = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            String separator = i == 0 ? "" : ",";
            owners.append(separator).append("\"person:p%d\"".formatted(i));
            people.append(separator)
                    .append("{\"id\":\"p%d\",\"roles\":[],\"accounts\":{\"microsoft\":\"p%d@acme.example\"},"
                            .formatted(i, i))
                    .append("\"signIn\":{\"microsoft\":\"mfa\"},\"mailbox\":\"microsoft\",\"status\":\"active\"}");
        }
        String app = "{\"id\":\"%s\",\"provider\":\"microsoft\",\"kind\":\"app\",\"owners\":[%s],\"grants\":"
                + "[{\"permissions\":[\"%s\"],\"subject\":\"tenant\",\"reach\":\"all\"}]}";
        String line = "{\"tenant\":\"acme\",\"asOf\":\"2026-11-28\",\"identities\":["
                + app.formatted("crown", owners, "RoleManagement.ReadWrite.Directory") + ","
                + app.formatted("reset", "", "role:Authentication Administrator") + "],\"people\":[" + people + "]}";
        assertThat(line.length()).isGreaterThan(1_000_000);

        Ran ran = runWithBytes(line.getBytes(StandardCharsets.UTF_8), "explain", "path");

        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).contains("\"tierZero\":[\"crown\"]", "\"id\":\"reset\"", "\"chokePoints\":[]");
    }

    @Test
    void namesSizeLimitOfConfiguration() throws IOException {
        Files.writeString(commands().config(), " ".repeat(30_000_000));
        commands().run("inventory").requireUsageError("grantkeeper.json is longer than 1000000 bytes");
    }

    @Test
    void reportsConfigurationLineThatIsNotUtf8() throws IOException {
        Files.write(commands().config(), "{\n\"tenant\": \"café\"}".getBytes(StandardCharsets.ISO_8859_1));
        commands().run("inventory").requireUsageError("grantkeeper.json is not UTF-8 text: line 2", "as UTF-8");
    }

    @Test
    void reportsThatConfigurationIsFolderOrMissing() throws IOException {
        commands().run("inventory").requireUsageError("grantkeeper.json does not exist", "--config");
        Files.createDirectory(commands().config());
        commands().run("inventory").requireUsageError("grantkeeper.json is a folder", "--config");
    }

    /** Every command reads the whole configuration, so that an error is found before a command needs the section. */
    @Test
    void reportsLineAndNumberOfInvalidSectionBeforeOpeningStores() throws IOException {
        Files.writeString(commands().config(), CONNECTION.formatted(",\n \"detection\": {\"silenceDays\": -3}"));
        for (String verb : new String[] {"inventory", "sweep", "self-test", "serve"}) {
            Ran ran = commands().run(verb);
            assertThat(ran.exit()).isEqualTo(GrantkeeperCommand.WRONG);
            assertThat(ran.err())
                    .contains("line 3, column 15, detection: ", "'silenceDays' is -3, but must be 1 or more");
        }
        assertThat(commands().data()).doesNotExist();
    }

    @Test
    void reportsLineOfInvalidAlertSettings() throws IOException {
        Files.writeString(commands().config(), CONNECTION.formatted(",\n \"alerts\": {\"least\": \"urgent\"}"));
        assertThat(commands().run("inventory").err())
                .contains("line 3, column 12, alerts: ", "'least' is 'urgent'")
                .doesNotContain("alerts: alerts");
    }
}
