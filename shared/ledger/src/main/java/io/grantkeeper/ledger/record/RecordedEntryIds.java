package io.grantkeeper.ledger.record;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.store.RevocationAttempt;
import io.grantkeeper.identity.store.RevocationAttempt.Outcome;
import io.grantkeeper.ledger.entry.Pseudonyms;
import io.grantkeeper.ledger.entry.SaltStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ids of the ledger entries that record what happened to one identity. They are derived again from the stored data,
 * so that a record can be shown with its proof. If there are two ways in which an event may have been recorded, both
 * ids are returned; the ledger contains one of them.
 */
public final class RecordedEntryIds {
    private final TenantId tenant;
    private final IdentityId identity;
    private final Optional<Pseudonyms> names;

    private RecordedEntryIds(TenantId tenant, IdentityId identity, Optional<Pseudonyms> names) {
        this.tenant = tenant;
        this.identity = identity;
        this.names = names;
    }

    /**
     * Returns the ids about an identity. This method creates no salt; without the identity's salt, only a few ids can
     * be derived.
     */
    public static RecordedEntryIds about(TenantId tenant, IdentityId identity, SaltStore saltStore) {
        return new RecordedEntryIds(
                tenant,
                identity,
                saltStore.find(tenant, Pseudonyms.subject(identity)).map(_ -> new Pseudonyms(saltStore)));
    }

    public List<String> registration() {
        return List.of(InventoryChangeRecorder.registration(identity));
    }

    public List<String> opened(Finding finding) {
        Finding then = finding.withStatus(FindingStatus.OPEN, Optional.empty()).withSendId(Optional.empty());
        return names.map(known -> List.of(FindingLedgerEntries.openedId(known, tenant, then)))
                .orElse(List.of());
    }

    /** Returns the possible ids of the entry that records the end of a finding; empty if it is open. */
    public List<String> closed(Finding finding) {
        return names.flatMap(known -> finding.closedAt().map(at -> {
                    String closed = RecordedFindingStore.closedId(identity, known.of(tenant, identity, finding.key()));
                    return List.of(closed, closed + "/" + at);
                }))
                .orElse(List.of());
    }

    /** Returns the possible ids of the entry that records the first message of a question. */
    public List<String> asked(OwnerQuestion question) {
        return names.map(known ->
                        List.of(RecordedAlertDeliveryStore.sentId(identity, known.of(tenant, identity, question.id()))))
                .orElse(List.of());
    }

    /** Returns the possible ids of the entry that records the end of a question. */
    public List<String> concluded(OwnerQuestion question, QuestionOutcome end) {
        String answer = end.answer().map(OwnerAnswer::code).orElse("none");
        return List.of(AnswerRecorder.entryId(
                question, AnswerRecorder.outcome(answer, end.type() == QuestionOutcome.Type.UNANSWERED), end.at()));
    }

    /** Returns the ids of the entries that record the decisions of an approval, the current one first. */
    public List<String> decided(ApprovalOfRecord approval) {
        List<String> ids = new ArrayList<>();
        List<ApprovalDecision> all = new ArrayList<>();
        all.add(approval.current());
        all.addAll(approval.earlier());
        for (int back = 0; back < all.size(); back++) {
            ids.add(RecordedApprovalOfRecordStore.entryId(
                    approval.subject(), approval.version() - 1 - back, all.get(back)));
        }
        return ids;
    }

    /**
     * Returns the possible ids of the latest entry about an attempt. While the attempt waits, that is the entry about
     * its start.
     */
    public List<String> revoked(RevocationAttempt attempt) {
        Outcome outcome = attempt.outcome() == Outcome.WAITING ? Outcome.STARTED : attempt.outcome();
        return names.map(known -> List.of(RecordedRevocationStore.entryId(
                        attempt, RecordedRevocationStore.name(known, tenant, attempt), outcome)))
                .orElse(List.of());
    }
}
