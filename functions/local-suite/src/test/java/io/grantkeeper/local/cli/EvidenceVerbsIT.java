package io.grantkeeper.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.evidence.mapping.Frameworks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName("The verb that makes evidence")
class EvidenceVerbsIT {
    private static final String NOVEMBER = "--from 2026-11-01 --to 2026-11-26";

    @TempDir
    private static Path folder;

    private static Prompt prompt;

    @BeforeAll
    static void tell() throws IOException {
        prompt = ToldLedger.in(folder);
    }

    @Test
    void saysOfEachControlWhatTheRecordShows() {
        Prompt.Ran ran =
                prompt.typed("evidence --framework owasp-nhi " + NOVEMBER).well();
        assertThat(ran.out()).contains("OWASP", "10 entries of the period", "verdict");
        JsonNode json = prompt.typed("evidence --framework owasp-nhi --json " + NOVEMBER)
                .well()
                .json();
        assertThat(json.path("framework").asString()).isEqualTo("owasp-nhi");
        assertThat(json.path("from").asString()).isEqualTo("2026-11-01");
        assertThat(json.path("to").asString()).isEqualTo("2026-11-26");
        assertThat(json.path("entries").asInt()).isEqualTo(ToldLedger.ENTRIES);
        assertThat(json.path("controls")).isNotEmpty().allSatisfy(control -> {
            assertThat(control.path("verdict").asString()).isIn("met", "exceptions", "unknown");
            assertThat(control.path("control").asString()).isNotEmpty();
        });
    }

    @Test
    void writesEachFormatByItself() throws IOException {
        assertThat(prompt.typed("evidence --framework csf --format oscal " + NOVEMBER)
                        .well()
                        .json()
                        .has("assessment-results"))
                .isTrue();
        assertThat(prompt.typed("evidence --framework csf --format csv " + NOVEMBER)
                        .well()
                        .out()
                        .lines()
                        .findFirst()
                        .orElseThrow())
                .contains("control");
        Path page = folder.resolve("page.html");
        assertThat(prompt.typed("evidence --framework csf --format HTML --out " + page + " " + NOVEMBER)
                        .well()
                        .out())
                .isEmpty();
        assertThat(Files.readString(page)).startsWith("<!doctype html>").endsWith("</html>\n");
    }

    @Test
    void standsUnderTheCheckpointThatIsAskedFor() {
        JsonNode early = prompt.typed("evidence --framework csf --json --checkpoint 4 " + NOVEMBER)
                .well()
                .json();
        assertThat(early.path("checkpoint").asInt()).isEqualTo(ToldLedger.FIRST_PART);
        assertThat(early.path("entries").asInt()).isEqualTo(ToldLedger.FIRST_PART);
        prompt.typed("evidence --framework csf --checkpoint 7 " + NOVEMBER)
                .refused("no checkpoint of size 7 was published", "ledger show --checkpoints");
        prompt.typed("evidence --as-of 2026-11-24 --checkpoint 7").refused("no checkpoint of size 7 was published");
    }

    @Test
    void listsTheFrameworksThatThereAre() {
        String listed = Prompt.alone("evidence", "--frameworks").well().out();
        assertThat(listed).contains(Frameworks.codes().toArray(String[]::new));
        assertThat(Prompt.alone("evidence", "--frameworks", "--json").well().json())
                .hasSize(Frameworks.codes().size());
    }

    @Test
    void listsThemWhereNoneOrAnUnknownOneIsNamed() {
        String[] codes = Frameworks.codes().toArray(String[]::new);
        prompt.typed("evidence").refused(codes).refused("--framework is missing", "--as-of");
        prompt.typed("evidence " + NOVEMBER).refused(codes).refused("--framework is missing");
        prompt.typed("evidence --framework hipaa " + NOVEMBER).refused(codes).refused("'hipaa'");
        prompt.typed("evidence --framework SOC2 " + NOVEMBER).refused("'SOC2'", "soc2");
    }

    @Test
    void namesTheDayThatIsMissingOrNone() {
        prompt.typed("evidence --framework csf --to 2026-11-30").refused("--from is missing", "such as 2026-11-01");
        prompt.typed("evidence --framework csf --from 2026-11-01").refused("--to is missing", "such as 2026-11-30");
        for (String wrong : List.of("2026-11-31", "2026-13-01", "1.11.2026", "november", "2026-11-01T00:00:00Z")) {
            prompt.typed("evidence --framework csf --to 2026-11-30 --from " + wrong)
                    .refused("'--from'", "'%s' is no day such as 2026-11-24".formatted(wrong));
            prompt.typed("evidence --framework csf --from 2026-11-01 --to " + wrong)
                    .refused("'--to'", wrong);
        }
        for (String wrong : List.of("yesterday", "2026-11-31", "2026-11-24T25:00:00Z", "2026-11-24T12:00:00")) {
            prompt.typed("evidence --as-of " + wrong)
                    .refused("--as-of is '%s'".formatted(wrong), "2026-11-24T12:00:00Z");
        }
    }

    @Test
    void namesAPeriodThatEndsBeforeItBegins() {
        prompt.typed("evidence --framework csf --from 2026-11-30 --to 2026-11-01")
                .refused("--from is 2026-11-30 and --to is 2026-11-01, before it; exchange the two");
    }

    @Test
    void namesADayOutsideOfAllCalendars() {
        prompt.typed("evidence --framework csf --from 2026-11-01 --to +999999999-12-31")
                .refused("the year of '+999999999-12-31' must be from 1 to 9999");
        prompt.typed("evidence --framework csf --to 2026-11-30 --from -0001-01-01")
                .refused("the year of '-0001-01-01'");
    }

    @Test
    void saysThatAPeriodIsNotOver() {
        Prompt.Ran ran = prompt.typed("evidence --framework csf --json --from 2026-11-01 --to 2099-12-31");
        assertThat(ran.exit()).isZero();
        assertThat(ran.err().strip()).isEqualTo("The period is not over: the report will change until it is.");
        assertThat(ran.json().path("to").asString()).isEqualTo("2099-12-31");
        assertThat(prompt.typed("evidence --as-of 2099-12-31").err()).contains("That time is not over");
    }

    @Test
    void refusesOptionsThatContradictEachOther() throws IOException {
        prompt.typed("evidence --as-of 2026-11-24 --framework csf").refused("--as-of", "--framework");
        prompt.typed("evidence --framework csf --format csv --json " + NOVEMBER).refused("--json", "--format");
        Path file = Files.writeString(folder.resolve("a-file"), "");
        prompt.typed("evidence --framework csf --out " + file + " " + NOVEMBER)
                .refused("--out must be a folder", file.toString());
        prompt.typed("evidence --framework csf --format csv --out " + folder + " " + NOVEMBER)
                .refused("--out must be a file", folder.toString());
        Path nowhere = folder.resolve("nowhere/report.csv");
        prompt.typed("evidence --framework csf --format csv --out " + nowhere + " " + NOVEMBER)
                .refused(nowhere + " is not there");
        prompt.typed("evidence --framework csf --format pdf " + NOVEMBER).refused("'--format'", "OSCAL", "'pdf'");
        prompt.typed("evidence --framework csf --checkpoint all " + NOVEMBER)
                .refused("'--checkpoint'", "'all' is no whole number");
    }

    @Test
    void saysWhereThereIsNoRecord(@TempDir Path empty) throws IOException {
        Prompt other = new Prompt(empty);
        Files.writeString(other.config(), "{\"tenant\": \"acme\", \"connections\": []}");
        other.typed("evidence --framework csf " + NOVEMBER).refused("the data folder", "--data");
        Files.createDirectory(other.data());
        other.typed("evidence --framework csf " + NOVEMBER).refused("there is no key of the ledger", "--ledger-keys");
    }
}
