package io.grantkeeper.evidence.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.evidence.RecordedLedger;
import io.grantkeeper.evidence.check.AuditCheckResult;
import io.grantkeeper.evidence.history.AuditPeriod;
import io.grantkeeper.evidence.mapping.FrameworkReader;
import io.grantkeeper.evidence.output.CsvWriter;
import io.grantkeeper.evidence.output.EvidenceHtmlPage;
import io.grantkeeper.evidence.output.OscalAssessmentResults;
import io.grantkeeper.identity.basis.Certainty;
import io.grantkeeper.identity.text.HtmlWriter;
import io.grantkeeper.property.testkit.SentenceReview;
import io.grantkeeper.property.testkit.SentenceTemplates;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The basis of each result in an evidence report")
class EvidenceSentencesTest {
    private static final Instant END = Instant.parse("2026-11-21T00:00:00Z");
    private static final Path SOURCE = Path.of("src/main/java/io/grantkeeper/evidence/report/AuditCheckBasis.java");

    private static FrameworkReport report() {
        return report(20);
    }

    private static FrameworkReport report(int lastDay) {
        return new EvidenceReport(RecordedLedger.november().log())
                .of(
                        FrameworkReader.byCode("csf"),
                        new AuditPeriod(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, lastDay)),
                        Optional.empty());
    }

    @Test
    void basisSentencesStateOnlyFactsFromTheirRow() {
        SentenceReview sentences = new SentenceReview(SentenceTemplates.in(List.of(SOURCE)))
                .scene(
                        "an inferred result with open gaps",
                        new AuditCheckBasis(
                                Certainty.INFERRED,
                                12,
                                END,
                                2,
                                Optional.of("That an app is AI is inferred from its name.")),
                        basis -> List.of(basis.sentence()))
                .scene(
                        "an observed result",
                        new AuditCheckBasis(Certainty.OBSERVED, 2, END, 3, Optional.empty()),
                        basis -> List.of(basis.sentence()))
                .scene(
                        "a result without entries",
                        new AuditCheckBasis(Certainty.UNKNOWN, 0, END, 2, Optional.empty()),
                        basis -> List.of(basis.sentence()));
        assertThat(sentences.problems()).isEmpty();
    }

    @Test
    void exposureSentencesStateOnlyFactsAboutTheirZone() {
        Path source = SOURCE.resolveSibling("PathExposure.java");
        SentenceReview sentences = new SentenceReview(SentenceTemplates.in(List.of(source)))
                .scene(
                        "a zone with choke points and possible paths",
                        new PathExposure.Zone(
                                "tier-zero",
                                2,
                                30,
                                41,
                                1,
                                12,
                                4,
                                List.of("github:a", "key-1", "app-1", "app-2", "app-3", "app-5", "app-6")),
                        zone -> List.of(zone.sentence()))
                .scene(
                        "a zone whose paths share no node",
                        new PathExposure.Zone("mail", 1, 5, 9, 3, 12, 0, List.of()),
                        zone -> List.of(zone.sentence()))
                .scene(
                        "where the facts come from",
                        new PathExposure(LocalDate.of(2026, 11, 20), List.of(), List.of()),
                        exposure -> List.of(exposure.source()));
        assertThat(sentences.problems()).isEmpty();
    }

    @Test
    void printsBasisOfEachCheckInPageTableAndOscal() {
        FrameworkReport report = report();
        String page = EvidenceHtmlPage.write(report);
        String table = CsvWriter.controls(report);
        String oscal = OscalAssessmentResults.write(report);
        List<AuditCheckResult> checks = report.controls().stream()
                .flatMap(control -> control.checks().stream())
                .toList();
        assertThat(checks).isNotEmpty().allSatisfy(check -> {
            String sentence = AuditCheckBasis.of(check, report).sentence();
            assertThat(page).contains(new HtmlWriter().text(sentence).toString());
            assertThat(table).contains(sentence);
            assertThat(oscal).contains(sentence);
        });
        assertThat(page).contains("Basis: inferred from ");
    }

    @Test
    void saysThatDataIsMissingWhileCoverageGapIsOpen() {
        assertThat(EvidenceHtmlPage.write(report(9)))
                .contains("Data is missing: 1 coverage gap was open at that time.");
        assertThat(EvidenceHtmlPage.write(report(20))).doesNotContain("Data is missing");
    }

    @Test
    void basisIsUnknownIfNothingWasRecorded() {
        FrameworkReport report = report();
        assertThat(report.controls())
                .flatExtracting(ControlReport::checks)
                .filteredOn(
                        check -> check.sample().population() == 0 && check.ran().isEmpty())
                .allSatisfy(
                        check -> assertThat(AuditCheckBasis.of(check, report).certainty())
                                .isEqualTo(Certainty.UNKNOWN));
    }
}
