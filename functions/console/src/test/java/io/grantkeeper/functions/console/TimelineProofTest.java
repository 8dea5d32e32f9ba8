package io.grantkeeper.functions.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.approval.ApprovalConditions;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalState;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.store.AlertDelivery;
import io.grantkeeper.identity.store.RevocationAttempt;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.ledger.record.AnswerRecorder;
import io.grantkeeper.ledger.record.RecordedAlertDeliveryStore;
import io.grantkeeper.ledger.record.RecordedApprovalOfRecordStore;
import io.grantkeeper.ledger.record.RecordedFindingStore;
import io.grantkeeper.ledger.record.RecordedRevocationStore;
import io.grantkeeper.store.testkit.InMemoryAlertDeliveryStore;
import io.grantkeeper.store.testkit.ModelSamples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The history of an identity, in which each event names the ledger entry that proves it. */
class TimelineProofTest extends ConsoleFixture {
    private final PendingEntryStore entries = log;

    /** Returns the type of each ledger entry that the timeline names, keyed by the title of its event. */
    private Map<String, String> proofs() {
        Map<String, String> proofs = new TreeMap<>();
        JsonNode timeline = json(get(ConsoleRole.AUDITOR, "/identities/" + EncodedIdentityIds.of(NOTES) + "/timeline"));
        for (JsonNode happening : timeline.path("items")) {
            String kind = "none";
            if (happening.path("ledger").isIntegralNumber()) {
                JsonNode proof = json(get(
                        ConsoleRole.AUDITOR,
                        "/ledger/entries/" + happening.path("ledger").asLong()));
                assertThat(proof.path("identity").asString("")).isEqualTo(NOTES.toString());
                kind = proof.path("kind").asString("");
            }
            proofs.put(happening.path("title").asString(""), kind);
        }
        return proofs;
    }

    @Test
    void linksEachRecordWithItsLedgerEntry() {
        Finding finding = ModelSamples.finding(NOTES, "f9", Severity.HIGH);
        RecordedFindingStore recordedFindings = new RecordedFindingStore(findings, entries, salts);
        recordedFindings.open(TENANT, finding, Optional.empty());
        recordedFindings.close(TENANT, NOTES, "f9", ModelSamples.minute(5));
        RecordedAlertDeliveryStore sends =
                new RecordedAlertDeliveryStore(new InMemoryAlertDeliveryStore(findings), entries, salts);
        AlertDelivery send = ModelSamples.send("q1", NOTES, List.of("f1"), ModelSamples.NOON);
        var _ = sends.claim(TENANT, send);
        sends.recordSent(TENANT, send, ModelSamples.NOON, "receipt");
        OwnerQuestion question = questions.find(TENANT, "q1").orElseThrow();
        QuestionOutcome end = QuestionOutcome.answered(
                OwnerAnswer.KEEP, DANA_EMAIL, "email", ModelSamples.minute(6), Optional.empty(), question.state());
        OwnerQuestion answered = questions.save(TENANT, question.concluded(end, Optional.empty()));
        new AnswerRecorder(entries, salts).recordConclusion(TENANT, answered, end);
        RecordedApprovalOfRecordStore recordedApprovals = new RecordedApprovalOfRecordStore(approvals, entries, salts);
        ApprovalSubject subject = new ApprovalSubject.OneIdentity(NOTES);
        ApprovalOfRecord first = recordedApprovals.save(
                TENANT,
                ApprovalOfRecord.first(subject, ModelSamples.NOON)
                        .decided(decision(ApprovalState.REFUSED, 7), Optional.empty(), ApprovalConditions.none()));
        var _ = recordedApprovals.save(
                TENANT,
                first.decided(decision(ApprovalState.TOLERATED, 8), Optional.empty(), ApprovalConditions.none()));
        new RecordedRevocationStore(revocations, entries, salts)
                .record(
                        TENANT,
                        RevocationAttempt.started(
                                NOTES,
                                List.of(RowKey.grant(NOTES, "g")),
                                DANA_EMAIL,
                                List.of("DELETE token"),
                                ModelSamples.minute(9)));
        seal();
        Map<String, String> proofs = proofs();
        assertThat(proofs)
                .containsEntry("No longer: " + finding.headline(), "finding.closed")
                .containsEntry("Dana was asked", "alert.sent")
                .containsEntry("Answer: keep", "review.decided")
                .containsEntry("Approval: tolerated", "approval.changed")
                .containsEntry("Approval: refused", "approval.changed")
                .containsEntry("Revocation: started", "revocation.previewed");
        assertThat(proofs.values()).contains("finding.opened");
    }

    @Test
    void linksFirstObservationWithItsLedgerEntry() {
        var _ = entries.add(
                TENANT,
                LedgerEntry.of(
                                "identity.registered/" + NOTES,
                                TENANT,
                                ModelSamples.NOON,
                                new LedgerEvent.IdentityRegistered("oauth-client", true),
                                io.grantkeeper.ledger.entry.EntryActor.function("detect-changes"))
                        .withIdentity(NOTES));
        seal();
        assertThat(proofs()).containsEntry("Grantkeeper saw the identity for the first time", "identity.registered");
    }

    @Test
    void namesNoLedgerEntryAndCreatesNoSaltIfNothingWasRecorded() {
        assertThat(proofs().values()).containsOnly("none");
        assertThat(salts.find(TENANT, io.grantkeeper.ledger.entry.Pseudonyms.subject(NOTES)))
                .isEmpty();
    }

    private static ApprovalDecision decision(ApprovalState state, int minute) {
        return new ApprovalDecision(
                state,
                DANA_EMAIL,
                ApprovalDecision.Source.CONSOLE,
                ModelSamples.minute(minute),
                "needed",
                Optional.empty(),
                state == ApprovalState.TOLERATED ? Optional.of(ModelSamples.minute(90)) : Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
