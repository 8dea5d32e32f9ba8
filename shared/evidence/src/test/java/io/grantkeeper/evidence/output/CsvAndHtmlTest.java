package io.grantkeeper.evidence.output;

import static io.grantkeeper.evidence.RecordedLedger.day;
import static io.grantkeeper.evidence.RecordedLedger.finding;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grantkeeper.evidence.RecordedLedger;
import io.grantkeeper.evidence.history.AuditPeriod;
import io.grantkeeper.evidence.mapping.FrameworkReader;
import io.grantkeeper.evidence.report.EvidenceReport;
import io.grantkeeper.evidence.report.FrameworkReport;
import io.grantkeeper.evidence.report.InclusionEvidence;
import io.grantkeeper.evidence.report.PathExposure;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.text.HtmlWriter;
import io.grantkeeper.ledger.entry.LedgerEvent;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A report as tables and as a page")
class CsvAndHtmlTest {
    private static final AuditPeriod NOVEMBER = new AuditPeriod(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 20));
    private static final Path DOCS = Path.of("../../docs/verify");

    @TempDir
    private Path folder;

    private static FrameworkReport report(RecordedLedger recorded) {
        return new EvidenceReport(recorded.log()).of(FrameworkReader.byCode("csf"), NOVEMBER, Optional.empty());
    }

    @Test
    void writesLineForEachCheckOfEachControl() {
        List<String> lines =
                CsvWriter.controls(report(RecordedLedger.november())).lines().toList();
        assertThat(lines.getFirst()).startsWith("framework,control,title,mapping,capability,reason,required,check");
        assertThat(lines).anyMatch(line -> line.startsWith("csf,PR.AA-05,") && line.contains("no-surplus-access"));
        assertThat(CsvWriter.exceptions(report(RecordedLedger.november())))
                .contains("accepted,6,")
                .contains("its owner decided to keep the access");
        assertThat(CsvWriter.gaps(report(RecordedLedger.november())))
                .contains("google-larkfield,tokens,insufficient-scope");
    }

    @Test
    void showsNamesNextToIdsAndMarksThemAsUnproved() {
        FrameworkReport plain = report(RecordedLedger.november());
        SortedMap<String, String> names = new TreeMap<>();
        plain.identities().forEach(identity -> names.put(identity.toString(), "Otter.ai"));
        FrameworkReport named = plain.withNames(names);
        assertThat(names).isNotEmpty();
        assertThat(CsvWriter.exceptions(named))
                .startsWith("check,subject,name (not proved),")
                .contains(",Otter.ai,");
        assertThat(CsvWriter.samples(named)).contains(",Otter.ai,");
        assertThat(EvidenceHtmlPage.write(named)).contains("Otter.ai”, name not proved)");
        assertThat(OscalAssessmentResults.write(named)).contains("Otter.ai”, name not proved)");
        assertThat(EvidenceHtmlPage.write(plain)).doesNotContain("not proved)");
    }

    private static PathExposure exposure() {
        return new PathExposure(
                NOVEMBER.last(),
                List.of(
                        new PathExposure.Zone("tier-zero", 2, 3, 41, 1, 12, 4, List.of("github:deploy", "key-1")),
                        new PathExposure.Zone("finance-mail", 1, 0, 42, 0, 12, 0, List.of())),
                List.of("how people sign in", "the values of secrets"));
    }

    @Test
    void quotesExposureAndChokePointsWithTheirSource() {
        FrameworkReport plain = report(RecordedLedger.november());
        FrameworkReport report = plain.withExposure(exposure());
        String page = EvidenceHtmlPage.write(report);
        assertThat(page)
                .contains("href=\"#paths\"", "id=\"paths\"")
                .contains("tier-zero: 3 of 41 identities outside the zone reach it, and 1 of 12 people.")
                .contains("All of these paths pass through github:deploy, key-1.")
                .contains("finance-mail: 0 of 42 identities outside the zone reach it, and 0 of 12 people.</li>")
                .contains(
                        "Computed from the inventory as of the end of 2026-11-20, not from the ledger, so there is no proof of it.")
                .contains("<li>the values of secrets</li>");
        assertThat(CsvWriter.paths(report).lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("2026-11-20,tier-zero,2,3,41,1,12,4,github:deploy; key-1,"));
        assertThat(EvidenceHtmlPage.write(plain)).doesNotContain("Where access leads");
        assertThat(CsvWriter.paths(plain).lines()).hasSize(1);
    }

    @Test
    void escapesSpreadsheetFormulas() {
        assertThat(CsvWriter.cell("=HYPERLINK(\"http://x\")")).isEqualTo("\"'=HYPERLINK(\"\"http://x\"\")\"");
        assertThat(CsvWriter.cell("+1")).isEqualTo("'+1");
        assertThat(CsvWriter.cell("@a")).isEqualTo("'@a");
        assertThat(CsvWriter.cell("plain, \"quoted\"")).isEqualTo("\"plain, \"\"quoted\"\"\"");
    }

    @Test
    void writesSelfContainedPage() {
        String page = EvidenceHtmlPage.write(report(RecordedLedger.november()));
        assertThat(page).doesNotContain("<script", "src=", "<link", "@import", "url(");
        assertThat(Pattern.compile("href=\"(?!#|data:text/plain;base64,)")
                        .matcher(page)
                        .find())
                .isFalse();
    }

    @Test
    void printsTitleAndPeriodOnEachPage() {
        FrameworkReport report = report(RecordedLedger.november());
        String page = EvidenceHtmlPage.write(report);
        assertThat(page)
                .contains("@top-left { content: \"NIST Cybersecurity Framework 2.0\" }")
                .contains("2026-11-01 to 2026-11-20 (UTC)\" }")
                .contains("root " + HtmlWriter.cssText(report.log().root()).replace("\"", ""))
                .contains("counter(page)", "counter(pages)");
    }

    @Test
    void escapesCssStrings() {
        assertThat(HtmlWriter.cssText("a\"} b\\ </style>"))
                .isEqualTo("\"a\\000022 \\00007d  b\\00005c  \\00003c /style\\00003e \"");
    }

    @Test
    void statesReasonForEachVerdict() {
        FrameworkReport report = report(RecordedLedger.november());
        String page = EvidenceHtmlPage.write(report);
        assertThat(page.split("<ul class=\"because\"><li>", -1))
                .hasSize(report.controls().size() + 1);
        assertThat(page).contains("checked, and no exception is open");
    }

    @Test
    void listsOpenExceptionsBeforeEndedOnes() {
        RecordedLedger recorded = RecordedLedger.november();
        recorded.record(
                day(18),
                IdentityId.parse("google-larkfield/oauth-client/late"),
                finding("f-late", FindingType.OWNER_LEFT, Severity.HIGH));
        recorded.seal();
        List<String> states = Pattern.compile("<b class=\"state-(open|accepted|ended)\">")
                .matcher(section(EvidenceHtmlPage.write(report(recorded)), "check-owner-still-here"))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(states).startsWith("open");
        assertThat(states)
                .isSortedAccordingTo(java.util.Comparator.comparingInt(List.of("open", "accepted", "ended")::indexOf));
    }

    @Test
    void statesWhenAcceptanceEnds() {
        RecordedLedger recorded = RecordedLedger.november();
        recorded.record(
                day(18),
                IdentityId.parse("google-larkfield/oauth-client/kept"),
                finding("f-kept", FindingType.OWNER_LEFT, Severity.HIGH));
        recorded.record(
                day(19),
                IdentityId.parse("google-larkfield/oauth-client/kept"),
                new LedgerEvent.ApprovalGiven("sha256:question", Optional.of("2027-02-22T08:00:41.790643455Z")));
        recorded.seal();
        assertThat(section(EvidenceHtmlPage.write(report(recorded)), "check-owner-still-here"))
                .contains("approved until 2027-02-22 08:00 UTC")
                .doesNotContain("790643455");
    }

    @Test
    void makesNoStatementAboutUnlistedControls() {
        assertThat(EvidenceHtmlPage.write(report(RecordedLedger.november())))
                .contains("This report makes no statement about controls of the framework that are not listed.");
    }

    private static String section(String page, String id) {
        int from = page.indexOf("id=\"" + id + "\"");
        return page.substring(from, page.indexOf("</section>", from));
    }

    @Test
    void shortensDigestAndShowsFullDigestInTitleAttribute() {
        String digest = "sha256:" + "0123456789abcdef".repeat(4);
        HtmlWriter page = new HtmlWriter();
        new EvidencePageParts(report(RecordedLedger.november()), page).breakable("version " + digest + " of a/b");
        assertThat(page.toString())
                .isEqualTo("version <code title=\"%s\">sha256:01234567…cdef</code> of a/<wbr>b".formatted(digest));
    }

    @Test
    void escapesHtmlMarkupInText() {
        RecordedLedger recorded = RecordedLedger.november();
        recorded.record(
                day(18),
                IdentityId.parse("google-larkfield/oauth-client/<img src=x onerror=alert(1)>"),
                finding("f-evil", FindingType.SHADOW_AI, Severity.HIGH));
        recorded.seal();
        assertThat(EvidenceHtmlPage.write(report(recorded)))
                .doesNotContain("<img")
                .contains("&lt;img src=x onerror=alert(1)&gt;");
    }

    @Test
    void containsProofsThatJavaVerifierAccepts() throws IOException, InterruptedException {
        RecordedLedger recorded = RecordedLedger.november();
        InclusionEvidence proof = report(recorded).proofs().getLast();
        Path file = Files.write(folder.resolve(proof.name()), proof.file().array());
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        DOCS.resolve("VerifyLedger.java").toString(),
                        recorded.key(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String message = new String(java.getInputStream().readAllBytes(), UTF_8);
        assertThat(java.waitFor()).as(message).isZero();
    }

    @Test
    void containsProofsThatNodeVerifierAccepts() throws IOException, InterruptedException {
        RecordedLedger recorded = RecordedLedger.november();
        InclusionEvidence proof = report(recorded).proofs().getFirst();
        Path file = Files.write(folder.resolve(proof.name()), proof.file().array());
        assumeTrue(isNodeHere(), "node is not on this machine");
        Process node = new ProcessBuilder(
                        "node", DOCS.resolve("verify-ledger.mjs").toString(), recorded.key(), file.toString())
                .redirectErrorStream(true)
                .start();
        String message = new String(node.getInputStream().readAllBytes(), UTF_8);
        assertThat(node.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(node.exitValue()).as(message).isZero();
    }

    private static boolean isNodeHere() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "node")));
    }
}
