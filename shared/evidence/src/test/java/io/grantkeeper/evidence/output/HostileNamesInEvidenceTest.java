package io.grantkeeper.evidence.output;

import static io.grantkeeper.evidence.RecordedLedger.day;
import static io.grantkeeper.evidence.RecordedLedger.finding;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.evidence.RecordedLedger;
import io.grantkeeper.evidence.history.AuditPeriod;
import io.grantkeeper.evidence.mapping.FrameworkReader;
import io.grantkeeper.evidence.report.EvidenceReport;
import io.grantkeeper.evidence.report.FrameworkReport;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.text.HtmlWriter;
import io.grantkeeper.property.testkit.HostileNames;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Tests that hostile names do no harm in a report. IDs in the ledger can contain names that a provider or an app's
 * developer chose.
 */
@DisplayName("A hostile name in evidence")
class HostileNamesInEvidenceTest {
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final AuditPeriod NOVEMBER = new AuditPeriod(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 20));
    private static FrameworkReport report;

    @BeforeAll
    static void recordFindingsAboutHostileNames() {
        RecordedLedger recorded = RecordedLedger.november();
        List<String> names = HostileNames.all().stream()
                .filter(name -> name.length() < 300)
                // A lone surrogate is not UTF-8, so the ledger cannot contain one.
                .map(name -> name.replaceAll("\\p{Cs}", ""))
                .toList();
        for (int i = 0; i < names.size(); i++) {
            recorded.record(
                    day(18),
                    new IdentityId(
                            new ConnectionId("google-larkfield"), IdentityKind.OAUTH_CLIENT, i + "/" + names.get(i)),
                    finding("f-" + i, FindingType.SHADOW_AI, Severity.HIGH));
        }
        recorded.seal();
        report = new EvidenceReport(recorded.log()).of(FrameworkReader.byCode("csf"), NOVEMBER, Optional.empty());
    }

    private static void assertHarmless(String text) {
        assertThat(HostileNames.firstHarmful(text)).isEmpty();
        assertThat(text).contains(HostileNames.VISIBLE);
    }

    @Test
    void areHarmlessInTables() {
        assertHarmless(CsvWriter.exceptions(report));
        assertHarmless(CsvWriter.samples(report));
        assertThat(HostileNames.firstHarmful(CsvWriter.controls(report))).isEmpty();
        // Every line of a table is a record of its own: a name cannot add one.
        assertThat(CsvWriter.exceptions(report).split("\r\n", -1)).noneMatch(line -> line.contains("\n"));
    }

    @ParameterizedTest
    @MethodSource("io.grantkeeper.property.testkit.HostileNames#all")
    void neverBecomeFormulas(String name) {
        String cell = CsvWriter.cell(name);
        String value =
                cell.startsWith("\"") ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"") : cell;
        assertHarmless(value);
        assertThat(value).doesNotContain("\n", "\r", "\t");
        assertThat(value.split("[,;]", -1))
                .as("the cells if commas or semicolons separate them")
                .allSatisfy(
                        part -> assertThat(part.strip()).doesNotContainPattern("^[=+@\\-\uFF1D\uFF0B\uFF0D\uFF20]"));
    }

    @Test
    void areHarmlessInPage() {
        String page = EvidenceHtmlPage.write(report);
        assertHarmless(page);
        assertThat(TAG.matcher(page).results().map(tag -> tag.group()))
                .noneMatch(tag -> tag.contains("evil.test") || tag.contains("alert(") || tag.startsWith("<script"));
    }

    @ParameterizedTest
    @MethodSource("io.grantkeeper.property.testkit.HostileNames#all")
    void areHarmlessInHtml(String name) {
        String html = new HtmlWriter()
                .element("h1 title=" + HtmlWriter.quotedText(name), name)
                .breakableText(name)
                .list(List.of(name))
                .toString();
        assertHarmless(html);
        assertThat(TAG.matcher(html).results().map(tag -> tag.group()))
                .allMatch(tag -> tag.matches("<(/?(ul|li)|/h1|wbr|h1 title=\"[^\"]*\")>"));
        assertThat(HtmlWriter.cssText(name)).matches("\"[ -!#-~]*\"");
        assertThat(HtmlWriter.cssText(name)).doesNotContain("\\00202e", "\\00001b", "\\00009b", "\\00200b");
    }

    @Test
    void areHarmlessInOscal() {
        JsonNode document = ModelJson.mapper().readTree(OscalAssessmentResults.write(report));
        List<String> titles = document.findValues("title").stream()
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .toList();
        assertHarmless(String.join("\n", titles));
        List<String> descriptions = document.findValues("description").stream()
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .toList();
        assertHarmless(String.join("\n", descriptions));
    }
}
