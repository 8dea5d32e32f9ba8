package io.grantkeeper.evidence.report;

import static io.grantkeeper.evidence.Recorded.OTTER;
import static io.grantkeeper.evidence.Recorded.ZAPIER;
import static io.grantkeeper.evidence.Recorded.day;
import static io.grantkeeper.evidence.Recorded.finding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.evidence.Recorded;
import io.grantkeeper.evidence.check.CheckResult;
import io.grantkeeper.evidence.check.Deviation;
import io.grantkeeper.evidence.history.Period;
import io.grantkeeper.evidence.mapping.Frameworks;
import io.grantkeeper.evidence.output.Csv;
import io.grantkeeper.evidence.output.HtmlPage;
import io.grantkeeper.evidence.output.Oscal;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.ledger.entry.EntryJson;
import io.grantkeeper.ledger.entry.Happening;
import io.grantkeeper.ledger.merkle.Hash;
import io.grantkeeper.ledger.note.TrustedKeys;
import io.grantkeeper.ledger.note.VerifierKey;
import io.grantkeeper.ledger.proof.BundleVerifier;
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

@DisplayName("A report of evidence")
class EvidenceReportTest {
    private static final Period NOVEMBER = new Period(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 20));
    private final Recorded recorded = Recorded.november();

    private Report report(Recorded from) {
        return new EvidenceReport(from.log()).of(Frameworks.named("csf"), NOVEMBER, Optional.empty());
    }

    private static ControlReport control(Report report, String id) {
        return report.controls().stream()
                .filter(control -> control.control().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static CheckResult check(Report report, String code) {
        return report.controls().stream()
                .flatMap(control -> control.checks().stream())
                .filter(check -> check.check().code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static String all(Report report) {
        return Oscal.write(report)
                + Csv.controls(report)
                + Csv.exceptions(report)
                + Csv.samples(report)
                + Csv.gaps(report)
                + HtmlPage.write(report);
    }

    @Nested
    @DisplayName("of the same period")
    class Same {
        @Test
        void hasTheSameBytesAgain() {
            assertThat(all(report(recorded))).isEqualTo(all(report(recorded)));
            assertThat(all(report(Recorded.november()))).isEqualTo(all(report(recorded)));
        }

        @Test
        void doesNotChangeWhereTheLogHasGrown() {
            String before = all(report(recorded));
            recorded.tell(day(25), OTTER, finding("f-later", FindingType.REACH_EXPANDED, Severity.HIGH));
            recorded.tell(day(26), OTTER, new Happening.FindingClosed("f-wide"));
            recorded.seal();
            assertThat(all(report(recorded))).isEqualTo(before);
        }

        @Test
        void tellsOfAnEntryThatCameLate() {
            recorded.tell(day(18), OTTER, finding("f-late", FindingType.REACH_EXPANDED, Severity.HIGH));
            recorded.seal();
            assertThat(check(report(recorded), "widened-access-answered").deviations())
                    .hasSize(2);
        }

        @Test
        void standsUnderTheCheckpointThatIsAskedFor() {
            long size = recorded.log().size();
            recorded.tell(day(18), OTTER, finding("f-late", FindingType.REACH_EXPANDED, Severity.HIGH));
            recorded.seal();
            Report pinned = new EvidenceReport(recorded.log()).of(Frameworks.named("csf"), NOVEMBER, Optional.of(size));
            assertThat(pinned.log().size()).isEqualTo(size);
            assertThat(check(pinned, "widened-access-answered").deviations()).hasSize(1);
            assertThatThrownBy(() ->
                            new EvidenceReport(recorded.log()).of(Frameworks.named("csf"), NOVEMBER, Optional.of(7L)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no checkpoint of size 7");
        }
    }

    @Nested
    @DisplayName("tells of a control")
    class Verdicts {
        @Test
        void whatAnswersStandBesideItsExceptions() {
            CheckResult shadow = check(report(recorded), "no-shadow-ai");
            assertThat(shadow.sample().population()).isEqualTo(3);
            assertThat(shadow.deviations()).singleElement().satisfies(deviation -> {
                assertThat(deviation.subject()).isEqualTo(OTTER.toString());
                assertThat(deviation.state()).isEqualTo(Deviation.State.ACCEPTED);
                assertThat(deviation.acceptance().orElseThrow().by()).isEqualTo("its owner keeps it");
            });
            assertThat(check(report(recorded), "arrivals-answered").count(Deviation.State.ENDED))
                    .isEqualTo(1);
        }

        @Test
        void thatAnApprovalHoldsOnlyUntilItsEnd() {
            recorded.tell(day(13), OTTER, new Happening.ApprovalGiven("f-wide", Optional.of("2026-11-15T00:00:00Z")));
            recorded.seal();
            assertThat(check(report(recorded), "widened-access-answered").count(Deviation.State.OPEN))
                    .isEqualTo(1);
            recorded.tell(day(13), OTTER, new Happening.ApprovalGiven("f-wide", Optional.of("2027-01-01T00:00:00Z")));
            recorded.seal();
            assertThat(check(report(recorded), "widened-access-answered").count(Deviation.State.ACCEPTED))
                    .isEqualTo(1);
        }

        @Test
        void thatAnApprovalOfAnIdentityAcceptsNothingThatIsFoundLater() {
            recorded.tell(day(17), OTTER, new Happening.ApprovalGiven("sha256:question", Optional.empty()));
            recorded.tell(day(18), OTTER, finding("f-later", FindingType.REACH_EXPANDED, Severity.HIGH));
            recorded.seal();
            CheckResult widened = check(report(recorded), "widened-access-answered");
            assertThat(widened.count(Deviation.State.ACCEPTED)).isEqualTo(1);
            assertThat(widened.count(Deviation.State.OPEN)).isEqualTo(1);
        }

        @Test
        void thatAnExemptionFromOnePolicyAcceptsNothingThatWasFound() {
            recorded.tell(
                    day(13),
                    OTTER,
                    new Happening.ApprovalGiven(
                            "exception/leavers-grants-end/b-1", Optional.of("2027-01-01T00:00:00Z")));
            recorded.seal();
            assertThat(check(report(recorded), "widened-access-answered").count(Deviation.State.OPEN))
                    .isEqualTo(1);
        }

        @Test
        void thatAFindingIsOpenAgainWhereItsAcceptanceIsOver() {
            recorded.tell(day(13), OTTER, new Happening.FindingClosed("f-wide"));
            recorded.seal();
            assertThat(check(report(recorded), "widened-access-answered").count(Deviation.State.ENDED))
                    .isEqualTo(1);
            long reopening = recorded.log().size();
            recorded.tell(day(15), OTTER, finding("f-wide", FindingType.REACH_EXPANDED, Severity.HIGH));
            recorded.seal();
            assertThat(check(report(recorded), "widened-access-answered").deviations())
                    .singleElement()
                    .satisfies(deviation -> {
                        assertThat(deviation.state()).isEqualTo(Deviation.State.OPEN);
                        assertThat(deviation.told().index()).isEqualTo(reopening);
                    });
        }

        @Test
        void thatAQuestionIsAnsweredByAPersonAlone() {
            recorded.tell(day(13), OTTER, new Happening.AlertSent("send-2", "slack", "sha256:aa", List.of("f-wide")));
            recorded.tell(day(14), OTTER, new Happening.OwnerAnswered("sha256:question", "unanswered:revoke"));
            recorded.seal();
            assertThat(check(report(recorded), "questions-answered").count(Deviation.State.OPEN))
                    .isEqualTo(1);
            recorded.tell(day(15), OTTER, new Happening.OwnerAnswered("sha256:question", "reduce"));
            recorded.seal();
            assertThat(check(report(recorded), "questions-answered").count(Deviation.State.OPEN))
                    .isZero();
        }

        @Test
        void thatItHasExceptionsWhereOneIsOpen() {
            assertThat(control(report(recorded), "ID.RA-07").verdict()).isEqualTo(Verdict.EXCEPTIONS);
            assertThat(control(report(recorded), "ID.RA-07").because())
                    .first()
                    .asString()
                    .startsWith("1 open of 2 checked: “");
        }

        @Test
        void thatWhoeverIsSpokenOfWithoutARegistrationIsOneButForOurselves() {
            recorded.tell(
                    day(9),
                    IdentityId.parse("grantkeeper/service-account/climb-ladder"),
                    new Happening.AlertSent("send-9", "slack", "sha256:aa", List.of()));
            recorded.seal();
            assertThat(check(report(recorded), "registered-before-judged").deviations())
                    .isEmpty();
            IdentityId unregistered = IdentityId.parse("google-larkfield/oauth-client/unregistered");
            recorded.tell(day(9), unregistered, finding("f-lost", FindingType.REACH_EXPANDED, Severity.HIGH));
            recorded.seal();
            assertThat(check(report(recorded), "registered-before-judged").deviations())
                    .extracting(Deviation::subject)
                    .containsExactly(unregistered.toString());
        }

        @Test
        void thatAFailedRevocationHasEndedWhereTheSameWasTakenAwayLater() {
            tellOfAttempt(16, "grants", new Happening.RevocationFailed("16/sha256:grants", "failed"));
            recorded.seal();
            assertThat(check(report(recorded), "revocations-ended").count(Deviation.State.OPEN))
                    .isEqualTo(2);
            tellOfAttempt(17, "other", new Happening.RevocationDone("17/sha256:other", "done"));
            recorded.seal();
            assertThat(check(report(recorded), "revocations-ended").count(Deviation.State.OPEN))
                    .isEqualTo(2);
            tellOfAttempt(18, "grants", new Happening.RevocationDone("18/sha256:grants", "done"));
            recorded.seal();
            CheckResult revocations = check(report(recorded), "revocations-ended");
            assertThat(revocations.count(Deviation.State.OPEN)).isEqualTo(1);
            assertThat(revocations.count(Deviation.State.ENDED)).isEqualTo(1);
        }

        private void tellOfAttempt(int on, String targets, Happening end) {
            String name = "%d/sha256:%s".formatted(on, targets);
            recorded.tell(day(on), OTTER, new Happening.RevocationPreviewed(name, "sha256:calls"));
            recorded.tell(day(on), OTTER, end);
        }

        @Test
        void thatARevocationWithoutAnEndIsOne() {
            CheckResult revocations = check(report(recorded), "revocations-ended");
            assertThat(revocations.sample().population()).isEqualTo(2);
            assertThat(revocations.deviations()).singleElement().satisfies(deviation -> {
                assertThat(deviation.subject()).isEqualTo(ZAPIER.toString());
                assertThat(deviation.what()).contains("does not know its end");
            });
        }

        @Test
        void thatNothingIsKnownWhereNothingRan() {
            Report report = new EvidenceReport(recorded.log())
                    .of(
                            Frameworks.named("csf"),
                            new Period(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 2)),
                            Optional.empty());
            assertThat(report.controls())
                    .filteredOn(control -> !control.control().id().equals("PR.PS-04"))
                    .filteredOn(control -> !control.control().id().equals("ID.IM-01"))
                    .allMatch(control -> control.verdict() == Verdict.UNKNOWN);
            assertThat(report.entries()).isZero();
        }

        @Test
        void thatItIsUnknownWhileAGapIsOpen() {
            assertThat(control(report(recorded), "ID.AM-02").verdict()).isEqualTo(Verdict.MET);
            recorded.tell(
                    day(18),
                    null,
                    "coverage-gap.opened/google-larkfield/users/sha256:q/never/insufficient-scope",
                    new Happening.CoverageGapOpened(
                            "google-larkfield", new io.grantkeeper.identity.StreamId("users"), "insufficient-scope"));
            recorded.seal();
            Report report = report(recorded);
            assertThat(control(report, "ID.AM-02").verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(report.gaps()).hasSize(2);
            assertThat(report.gaps().getFirst().closed()).isPresent();
        }
    }

    @Nested
    @DisplayName("brings proofs")
    class Proofs {
        @Test
        void thatTheVerifierTakes() throws Exception {
            Report report = report(recorded);
            BundleVerifier verifier = new BundleVerifier(TrustedKeys.of(VerifierKey.parse(recorded.key())));
            assertThat(report.proofs()).hasSizeGreaterThan(10);
            for (Proof proof : report.proofs()) {
                BundleVerifier.Proven proven = verifier.verify(proof.file().array());
                assertThat(proven.index()).contains(proof.told().index());
                assertThat(proven.size()).isEqualTo(report.log().size());
                assertThat(EntryJson.idOf(
                                io.grantkeeper.ledger.Bytes.utf8(proven.entry().orElseThrow())))
                        .isEqualTo(proof.told().id());
            }
        }

        @Test
        void ofEveryEntryThatItNames() {
            Report report = report(recorded);
            List<Long> proved =
                    report.proofs().stream().map(proof -> proof.told().index()).toList();
            report.controls()
                    .forEach(control -> control.checks().forEach(check -> {
                        check.sample()
                                .drawn()
                                .forEach(item ->
                                        assertThat(proved).contains(item.told().index()));
                        check.deviations()
                                .forEach(deviation -> assertThat(proved)
                                        .contains(deviation.told().index()));
                    }));
        }
    }

    @Test
    @DisplayName("says where the log is not as it was signed")
    void tellsOfAForgedEntry() {
        SignedLog honest = recorded.log();
        TileSource forged = new TileSource() {
            @Override
            public List<Hash> hashes(TileId tile) {
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
        Report report = new EvidenceReport(new SignedLog(honest.tenant(), forged, honest.checkpoints(), honest.keys()))
                .of(Frameworks.named("csf"), NOVEMBER, Optional.empty());
        assertThat(report.controls())
                .allMatch(control -> control.verdict() == Verdict.EXCEPTIONS)
                .allMatch(control -> control.because().getFirst().contains("not as it was signed"));
    }

    @Test
    @DisplayName("needs something that was signed")
    void refusesAnEmptyLedger() {
        assertThatThrownBy(() -> report(Recorded.nothing()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is empty");
    }
}
