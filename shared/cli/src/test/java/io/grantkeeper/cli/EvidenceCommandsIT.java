package io.grantkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.evidence.mapping.FrameworkReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName("The evidence command")
class EvidenceCommandsIT {
    private static final String NOVEMBER = "--from 2026-11-01 --to 2026-11-26";

    @TempDir
    private static Path folder;

    private static CommandRunner prompt;

    @BeforeAll
    static void createLedger() throws IOException {
        prompt = LedgerFixture.in(folder);
    }

    @Test
    void reportsVerdictPerControl() {
        CommandRunner.Ran result =
                prompt.runLine("evidence --framework owasp-nhi " + NOVEMBER).requireSuccess();
        assertThat(result.out())
                .contains("OWASP", "10 entries in the period", "verdict")
                .contains("identities outside the zone reach it", "as of the end of 2026-11-26, not from the ledger")
                .contains("Not collected: ");
        JsonNode json = prompt.runLine("evidence --framework owasp-nhi --json " + NOVEMBER)
                .requireSuccess()
                .json();
        assertThat(json.path("framework").asString()).isEqualTo("owasp-nhi");
        assertThat(json.path("from").asString()).isEqualTo("2026-11-01");
        assertThat(json.path("to").asString()).isEqualTo("2026-11-26");
        assertThat(json.path("entries").asInt()).isEqualTo(LedgerFixture.ENTRIES);
        assertThat(json.at("/paths/zones/0/name").asString()).isEqualTo("tier-zero");
        assertThat(json.at("/paths/notCollected")).isNotEmpty();
        assertThat(json.path("controls")).isNotEmpty().allSatisfy(control -> {
            assertThat(control.path("verdict").asString()).isIn("met", "exceptions", "unknown");
            assertThat(control.path("control").asString()).isNotEmpty();
        });
    }

    @Test
    void writesReportInRequestedFormat() throws IOException {
        assertThat(prompt.runLine("evidence --framework csf --format oscal " + NOVEMBER)
                        .requireSuccess()
                        .json()
                        .has("assessment-results"))
                .isTrue();
        assertThat(prompt.runLine("evidence --framework csf --format csv " + NOVEMBER)
                        .requireSuccess()
                        .out()
                        .lines()
                        .findFirst()
                        .orElseThrow())
                .contains("control");
        Path page = folder.resolve("page.html");
        assertThat(prompt.runLine("evidence --framework csf --format HTML --out " + page + " " + NOVEMBER)
                        .requireSuccess()
                        .out())
                .isEmpty();
        assertThat(Files.readString(page)).startsWith("<!doctype html>").endsWith("</html>\n");
    }

    @Test
    void usesRequestedCheckpoint() {
        JsonNode early = prompt.runLine("evidence --framework csf --json --checkpoint 4 " + NOVEMBER)
                .requireSuccess()
                .json();
        assertThat(early.path("checkpoint").asInt()).isEqualTo(LedgerFixture.FIRST_PART);
        assertThat(early.path("entries").asInt()).isEqualTo(LedgerFixture.FIRST_PART);
        prompt.runLine("evidence --framework csf --checkpoint 7 " + NOVEMBER)
                .requireUsageError("no checkpoint of size 7 was published", "ledger show --checkpoints");
        prompt.runLine("evidence --as-of 2026-11-24 --checkpoint 7")
                .requireUsageError("no checkpoint of size 7 was published");
    }

    @Test
    void listsFrameworks() {
        String listed = CommandRunner.runPlain("evidence", "--frameworks")
                .requireSuccess()
                .out();
        assertThat(listed).contains(FrameworkReader.codes().toArray(String[]::new));
        assertThat(CommandRunner.runPlain("evidence", "--frameworks", "--json")
                        .requireSuccess()
                        .json())
                .hasSize(FrameworkReader.codes().size());
    }

    @Test
    void listsFrameworksWhenNameIsMissingOrUnknown() {
        String[] codes = FrameworkReader.codes().toArray(String[]::new);
        prompt.runLine("evidence").requireUsageError(codes).requireUsageError("--framework is missing", "--as-of");
        prompt.runLine("evidence " + NOVEMBER).requireUsageError(codes).requireUsageError("--framework is missing");
        prompt.runLine("evidence --framework hipaa " + NOVEMBER)
                .requireUsageError(codes)
                .requireUsageError("'hipaa'");
        prompt.runLine("evidence --framework SOC2 " + NOVEMBER).requireUsageError("'SOC2'", "soc2");
    }

    @Test
    void rejectsMissingOrInvalidDates() {
        prompt.runLine("evidence --framework csf --to 2026-11-30")
                .requireUsageError("--from is missing", "such as 2026-11-01");
        prompt.runLine("evidence --framework csf --from 2026-11-01")
                .requireUsageError("--to is missing", "such as 2026-11-30");
        for (String wrong : List.of("2026-11-31", "2026-13-01", "1.11.2026", "november", "2026-11-01T00:00:00Z")) {
            prompt.runLine("evidence --framework csf --to 2026-11-30 --from " + wrong)
                    .requireUsageError("'--from'", "'%s' is not a date; use the form 2026-11-24".formatted(wrong));
            prompt.runLine("evidence --framework csf --from 2026-11-01 --to " + wrong)
                    .requireUsageError("'--to'", wrong);
        }
        for (String wrong : List.of("yesterday", "2026-11-31", "2026-11-24T25:00:00Z", "2026-11-24T12:00:00")) {
            prompt.runLine("evidence --as-of " + wrong)
                    .requireUsageError("--as-of is '%s'".formatted(wrong), "2026-11-24T12:00:00Z");
        }
    }

    @Test
    void rejectsPeriodThatEndsBeforeItStarts() {
        prompt.runLine("evidence --framework csf --from 2026-11-30 --to 2026-11-01")
                .requireUsageError("--from 2026-11-30 is after --to 2026-11-01; swap the two dates");
    }

    @Test
    void rejectsYearsOutOfRange() {
        prompt.runLine("evidence --framework csf --from 2026-11-01 --to +999999999-12-31")
                .requireUsageError("the year of '+999999999-12-31' must be from 1 to 9999");
        prompt.runLine("evidence --framework csf --to 2026-11-30 --from -0001-01-01")
                .requireUsageError("the year of '-0001-01-01'");
    }

    @Test
    void warnsIfPeriodHasNotEnded() {
        CommandRunner.Ran result = prompt.runLine("evidence --framework csf --json --from 2026-11-01 --to 2099-12-31");
        assertThat(result.exit()).isZero();
        assertThat(result.err().strip()).isEqualTo("The period is not over; until it ends, the report can change.");
        assertThat(result.json().path("to").asString()).isEqualTo("2099-12-31");
        assertThat(prompt.runLine("evidence --as-of 2099-12-31").err())
                .contains("The time of --as-of is in the future");
    }

    @Test
    void rejectsConflictingOptions() throws IOException {
        prompt.runLine("evidence --as-of 2026-11-24 --framework csf").requireUsageError("--as-of", "--framework");
        prompt.runLine("evidence --framework csf --format csv --json " + NOVEMBER)
                .requireUsageError("--json", "--format");
        Path file = Files.writeString(folder.resolve("a-file"), "");
        prompt.runLine("evidence --framework csf --out " + file + " " + NOVEMBER)
                .requireUsageError("--out must be a folder", file.toString());
        prompt.runLine("evidence --framework csf --format csv --out " + folder + " " + NOVEMBER)
                .requireUsageError("--out must be a file", folder.toString());
        Path nowhere = folder.resolve("nowhere/report.csv");
        prompt.runLine("evidence --framework csf --format csv --out " + nowhere + " " + NOVEMBER)
                .requireUsageError(nowhere + " does not exist");
        prompt.runLine("evidence --framework csf --format pdf " + NOVEMBER)
                .requireUsageError("'--format'", "OSCAL", "'pdf'");
        prompt.runLine("evidence --framework csf --checkpoint all " + NOVEMBER)
                .requireUsageError("'--checkpoint'", "'all' is not a whole number");
    }

    @Test
    void reportsMissingLedger(@TempDir Path empty) throws IOException {
        CommandRunner other = new CommandRunner(empty);
        Files.writeString(other.config(), "{\"tenant\": \"acme\", \"connections\": []}");
        other.runLine("evidence --framework csf " + NOVEMBER).requireUsageError("data folder", "--data");
        Files.createDirectory(other.data());
        other.runLine("evidence --framework csf " + NOVEMBER).requireUsageError("no ledger key at", "--ledger-keys");
    }
}
