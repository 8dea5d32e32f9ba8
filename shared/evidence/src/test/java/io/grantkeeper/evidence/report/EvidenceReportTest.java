package io.grantkeeper.evidence.report;

import static io.grantkeeper.evidence.RecordedLedger.OTTER;
import static io.grantkeeper.evidence.RecordedLedger.ZAPIER;
import static io.grantkeeper.evidence.RecordedLedger.day;
import static io.grantkeeper.evidence.RecordedLedger.finding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.evidence.RecordedLedger;
import io.grantkeeper.evidence.check.AuditCheckResult;
import io.grantkeeper.evidence.check.AuditException;
import io.grantkeeper.evidence.history.AuditPeriod;
import io.grantkeeper.evidence.mapping.FrameworkReader;
import io.grantkeeper.evidence.output.CsvWriter;
import io.grantkeeper.evidence.output.EvidenceHtmlPage;
import io.grantkeeper.evidence.output.OscalAssessmentResults;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.merkle.Sha256Hash;
import io.grantkeeper.ledger.note.TrustedKeys;
import io.grantkeeper.ledger.note.VerifierKey;
import io.grantkeeper.ledger.proof.ProofBundleVerifier;
import io.grantkeeper.ledger.tile.EntryBundle;
import io.grantkeeper.ledger.tile.TileId;
import io.grantkeeper.ledger.tile.TileSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("An evidence report")
class EvidenceReportTest {
    private static final AuditPeriod NOVEMBER = new AuditPeriod(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 20));
    private final RecordedLedger recorded = RecordedLedger.november();

    private FrameworkReport report(RecordedLedger from) {
        return new EvidenceReport(from.log()).of(FrameworkReader.byCode("csf"), NOVEMBER, Optional.empty());
    }

    private static ControlReport control(FrameworkReport report, String id) {
        return report.controls().stream()
                .filter(control -> control.control().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static AuditCheckResult check(FrameworkReport report, String code) {
        return report.controls().stream()
                .flatMap(control -> control.checks().stream())
                .filter(check -> check.check().code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static String all(FrameworkReport report) {
        return OscalAssessmentResults.write(report)
                + CsvWriter.controls(report)
                + CsvWriter.exceptions(report)
                + CsvWriter.samples(report)
                + CsvWriter.gaps(report)
                + EvidenceHtmlPage.write(report);
    }

    @Nested
    @DisplayName("of the same period")
    class Same {
        @Test
        void createsByteIdenticalReportForSamePeriod() {
            assertThat(all(report(recorded))).isEqualTo(all(report(recorded)));
            assertThat(all(report(RecordedLedger.november()))).isEqualTo(all(report(recorded)));
        }

        @Test
        void remainsUnchangedWhenLedgerGrows() {
            String before = all(report(recorded));
            recorded.record(day(25), OTTER, finding("f-later", FindingType.REACH_EXPANDED, Severity.HIGH));
            recorded.record(day(26), OTTER, new LedgerEvent.FindingClosed("f-wide"));
            recorded.seal();
            assertThat(all(report(recorded))).isEqualTo(before);
        }

        @Test
        void includesEntryRecordedLate() {
            recorded.record(day(18), OTTER, finding("f-late", FindingType.REACH_EXPANDED, Severity.HIGH));
            recorded.seal();
            assertThat(check(report(recorded), "widened-access-answered").deviations())
                    .hasSize(2);
        }

        @Test
        void usesRequestedCheckpoint() {
            long size = recorded.log().size();
            recorded.record(day(18), OTTER, finding("f-late", FindingType.REACH_EXPANDED, Severity.HIGH));
            recorded.seal();
            FrameworkReport pinned =
                    new EvidenceReport(recorded.log()).of(FrameworkReader.byCode("csf"), NOVEMBER, Optional.of(size));
            assertThat(pinned.log().size()).isEqualTo(size);
            assertThat(check(pinned, "widened-access-answered").deviations()).hasSize(1);
            assertThatThrownBy(() -> new EvidenceReport(recorded.log())
                            .of(FrameworkReader.byCode("csf"), NOVEMBER, Optional.of(7L)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no checkpoint of size 7");
        }
    }

    @Nested
    @DisplayName("for a control")
    class Verdicts {
        @Test
        void showsHowExceptionWasAccepted() {
            AuditCheckResult shadow = check(report(recorded), "no-shadow-ai");
            assertThat(shadow.sample().population()).isEqualTo(3);
            assertThat(shadow.deviations()).singleElement().satisfies(exception -> {
                assertThat(exception.subject()).isEqualTo(OTTER.toString());
                assertThat(exception.state()).isEqualTo(AuditException.State.ACCEPTED);
                assertThat(exception.acceptance().orElseThrow().by()).isEqualTo("its owner decided to keep the access");
            });
            assertThat(check(report(recorded), "arrivals-answered").count(AuditException.State.ENDED))
                    .isEqualTo(1);
        }

        @Test
        void appliesApprovalOnlyUntilItExpires() {
            recorded.record(
                    day(13), OTTER, new LedgerEvent.ApprovalGiven("f-wide", Optional.of("2026-11-15T00:00:00Z")));
            recorded.seal();
            assertThat(check(report(recorded), "widened-access-answered").count(AuditException.State.OPEN))
                    .isEqualTo(1);
            recorded.record(
                    day(13), OTTER, new LedgerEvent.ApprovalGiven("f-wide", Optional.of("2027-01-01T00:00:00Z")));
            recorded.seal();
            assertThat(check(report(recorded), "widened-access-answered").count(AuditException.State.ACCEPTED))
                    .isEqualTo(1);
        }

        @Test
        void doesNotApplyApprovalOfIdentityToLaterFindings() {
            recorded.record(day(17), OTTER, new LedgerEvent.ApprovalGiven("sha256:question", Optional.empty()));
            recorded.record(day(18), OTTER, finding("f-later", FindingType.REACH_EXPANDED, Severity.HIGH));
            recorded.seal();
            AuditCheckResult widened = check(report(recorded), "widened-access-answered");
            assertThat(widened.count(AuditException.State.ACCEPTED)).isEqualTo(1);
            assertThat(widened.count(AuditException.State.OPEN)).isEqualTo(1);
        }

        @Test
        void doesNotApplyPolicyExemptionToFindings() {
            recorded.record(
                    day(13),
                    OTTER,
                    new LedgerEvent.ApprovalGiven(
                            "exception/leavers-grants-end/b-1", Optional.of("2027-01-01T00:00:00Z")));
            recorded.seal();
            assertThat(check(report(recorded), "widened-access-answered").count(AuditException.State.OPEN))
                    .isEqualTo(1);
        }

        @Test
        void reopensFindingWhenAcceptanceEnds() {
            recorded.record(day(13), OTTER, new LedgerEvent.FindingClosed("f-wide"));
            recorded.seal();
            assertThat(check(report(recorded), "widened-access-answered").count(AuditException.State.ENDED))
                    .isEqualTo(1);
            long reopening = recorded.log().size();
            recorded.record(day(15), OTTER, finding("f-wide", FindingType.REACH_EXPANDED, Severity.HIGH));
            recorded.seal();
            assertThat(check(report(recorded), "widened-access-answered").deviations())
                    .singleElement()
                    .satisfies(exception -> {
                        assertThat(exception.state()).isEqualTo(AuditException.State.OPEN);
                        assertThat(exception.told().index()).isEqualTo(reopening);
                    });
        }

        @Test
        void countsOnlyAnswersByPeople() {
            recorded.record(
                    day(13), OTTER, new LedgerEvent.AlertSent("send-2", "slack", "sha256:aa", List.of("f-wide")));
            recorded.record(day(14), OTTER, new LedgerEvent.OwnerAnswered("sha256:question", "unanswered:revoke"));
            recorded.seal();
            assertThat(check(report(recorded), "questions-answered").count(AuditException.State.OPEN))
                    .isEqualTo(1);
            recorded.record(day(15), OTTER, new LedgerEvent.OwnerAnswered("sha256:question", "reduce"));
            recorded.seal();
            assertThat(check(report(recorded), "questions-answered").count(AuditException.State.OPEN))
                    .isZero();
        }

        @Test
        void returnsExceptionsVerdictIfOneExceptionIsOpen() {
            assertThat(control(report(recorded), "ID.RA-07").verdict()).isEqualTo(ControlVerdict.EXCEPTIONS);
            assertThat(control(report(recorded), "ID.RA-07").because())
                    .first()
                    .asString()
                    .startsWith("1 open of 2 checked: “");
        }

        @Test
        void reportsUnregisteredIdentityUnlessItIsGrantkeeperFunction() {
            recorded.record(
                    day(9),
                    IdentityId.parse("grantkeeper/service-account/promote-policies"),
                    new LedgerEvent.AlertSent("send-9", "slack", "sha256:aa", List.of()));
            recorded.seal();
            assertThat(check(report(recorded), "registered-before-judged").deviations())
                    .isEmpty();
            IdentityId unregistered = IdentityId.parse("google-larkfield/oauth-client/unregistered");
            recorded.record(day(9), unregistered, finding("f-lost", FindingType.REACH_EXPANDED, Severity.HIGH));
            recorded.seal();
            assertThat(check(report(recorded), "registered-before-judged").deviations())
                    .extracting(AuditException::subject)
                    .containsExactly(unregistered.toString());
        }

        @Test
        void endsExceptionForFailedRevocationWhenRetrySucceeds() {
            recordAttempt(16, "grants", new LedgerEvent.RevocationFailed("16/sha256:grants", "failed"));
            recorded.seal();
            assertThat(check(report(recorded), "revocations-ended").count(AuditException.State.OPEN))
                    .isEqualTo(2);
            recordAttempt(17, "other", new LedgerEvent.RevocationDone("17/sha256:other", "done"));
            recorded.seal();
            assertThat(check(report(recorded), "revocations-ended").count(AuditException.State.OPEN))
                    .isEqualTo(2);
            recordAttempt(18, "grants", new LedgerEvent.RevocationDone("18/sha256:grants", "done"));
            recorded.seal();
            AuditCheckResult revocations = check(report(recorded), "revocations-ended");
            assertThat(revocations.count(AuditException.State.OPEN)).isEqualTo(1);
            assertThat(revocations.count(AuditException.State.ENDED)).isEqualTo(1);
        }

        private void recordAttempt(int on, String targets, LedgerEvent end) {
            String name = "%d/sha256:%s".formatted(on, targets);
            recorded.record(day(on), OTTER, new LedgerEvent.RevocationPreviewed(name, "sha256:calls"));
            recorded.record(day(on), OTTER, end);
        }

        @Test
        void reportsRevocationWithoutResult() {
            AuditCheckResult revocations = check(report(recorded), "revocations-ended");
            assertThat(revocations.sample().population()).isEqualTo(2);
            assertThat(revocations.deviations()).singleElement().satisfies(exception -> {
                assertThat(exception.subject()).isEqualTo(ZAPIER.toString());
                assertThat(exception.what()).contains("does not contain its result");
            });
        }

        @Test
        void returnsUnknownVerdictWithoutEntries() {
            FrameworkReport report = new EvidenceReport(recorded.log())
                    .of(
                            FrameworkReader.byCode("csf"),
                            new AuditPeriod(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 2)),
                            Optional.empty());
            assertThat(report.controls())
                    .filteredOn(control -> !control.control().id().equals("PR.PS-04"))
                    .filteredOn(control -> !control.control().id().equals("ID.IM-01"))
                    .allMatch(control -> control.verdict() == ControlVerdict.UNKNOWN);
            assertThat(report.entries()).isZero();
        }

        @Test
        void returnsUnknownVerdictWhileCoverageGapIsOpen() {
            assertThat(control(report(recorded), "ID.AM-02").verdict()).isEqualTo(ControlVerdict.MET);
            recorded.record(
                    day(18),
                    null,
                    "coverage-gap.opened/google-larkfield/users/sha256:q/never/insufficient-scope",
                    new LedgerEvent.CoverageGapOpened(
                            "google-larkfield", new io.grantkeeper.identity.StreamId("users"), "insufficient-scope"));
            recorded.seal();
            FrameworkReport report = report(recorded);
            assertThat(control(report, "ID.AM-02").verdict()).isEqualTo(ControlVerdict.UNKNOWN);
            assertThat(report.gaps()).hasSize(2);
            assertThat(report.gaps().getFirst().closed()).isPresent();
        }
    }

    @Nested
    @DisplayName("brings proofs")
    class Proofs {
        @Test
        void createsProofsThatVerifierAccepts() throws Exception {
            FrameworkReport report = report(recorded);
            ProofBundleVerifier verifier = new ProofBundleVerifier(TrustedKeys.of(VerifierKey.parse(recorded.key())));
            assertThat(report.proofs()).hasSizeGreaterThan(10);
            for (InclusionEvidence proof : report.proofs()) {
                ProofBundleVerifier.Proven proven = verifier.verify(proof.file().array());
                assertThat(proven.index()).contains(proof.told().index());
                assertThat(proven.size()).isEqualTo(report.log().size());
                assertThat(LedgerEntryJson.idOf(io.grantkeeper.ledger.ImmutableBytes.utf8(
                                proven.entry().orElseThrow())))
                        .isEqualTo(proof.told().id());
            }
        }

        @Test
        void createsProofForEveryNamedEntry() {
            FrameworkReport report = report(recorded);
            List<Long> proved =
                    report.proofs().stream().map(proof -> proof.told().index()).toList();
            report.controls()
                    .forEach(control -> control.checks().forEach(check -> {
                        check.sample()
                                .drawn()
                                .forEach(item ->
                                        assertThat(proved).contains(item.told().index()));
                        check.deviations()
                                .forEach(exception -> assertThat(proved)
                                        .contains(exception.told().index()));
                    }));
        }
    }

    @Test
    @DisplayName("reports a log that does not match what was signed")
    void reportsForgedEntry() {
        SignedLog honest = recorded.log();
        TileSource forged = new TileSource() {
            @Override
            public List<Sha256Hash> hashes(TileId tile) {
                return honest.entries().hashes(tile);
            }

            @Override
            public EntryBundle entries(long bundle, int width) {
                List<byte[]> leaves = new ArrayList<>();
                honest.entries()
                        .entries(bundle, width)
                        .entries()
                        .forEach(leaf -> leaves.add(new String(leaf, java.nio.charset.StandardCharsets.UTF_8)
                                .replace("SCOPES_EXPANDED", "GRANT_VANISHED")
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
                return new EntryBundle(leaves);
            }
        };
        FrameworkReport report = new EvidenceReport(
                        new SignedLog(honest.tenant(), forged, honest.checkpoints(), honest.keys()))
                .of(FrameworkReader.byCode("csf"), NOVEMBER, Optional.empty());
        assertThat(report.controls())
                .allMatch(control -> control.verdict() == ControlVerdict.EXCEPTIONS)
                .allMatch(control -> control.because().getFirst().contains("does not match what was signed"));
    }

    @Test
    @DisplayName("requires a signed ledger")
    void rejectsEmptyLedger() {
        assertThatThrownBy(() -> report(RecordedLedger.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is empty");
    }
}
