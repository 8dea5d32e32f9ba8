package io.grantkeeper.ledger.record;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.EntryEvidence;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.entry.Pseudonyms;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.policy.store.AccessApproval;
import io.grantkeeper.policy.store.ApprovalStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Records approvals, denials and cancellations of access requests before they take effect. If another answer was stored
 * first, the write to the wrapped store fails. The ledger then contains both answers: the one that took effect and the
 * one that came too late.
 */
public final class RecordedApprovalStore implements ApprovalStore {
    private final ApprovalStore approvals;
    private final PendingEntryStore entries;
    private final SaltStore saltStore;

    public RecordedApprovalStore(ApprovalStore approvals, PendingEntryStore entries, SaltStore saltStore) {
        this.approvals = approvals;
        this.entries = entries;
        this.saltStore = saltStore;
    }

    @Override
    public void save(TenantId tenant, AccessApproval approval) {
        switch (approval.state()) {
            case PENDING -> {
                // the request is still open, and the denial that led to it is already recorded
            }
            case APPROVED ->
                record(
                        tenant,
                        approval,
                        new LedgerEvent.ApprovalGiven(
                                "%s %s".formatted(approval.id(), approval.binding()),
                                approval.validUntil().map(Instant::toString)));
            case DENIED -> record(tenant, approval, denied(approval, "denied"));
            case CANCELLED -> record(tenant, approval, denied(approval, "cancelled"));
        }
        approvals.save(tenant, approval);
    }

    private static LedgerEvent denied(AccessApproval approval, String how) {
        return new LedgerEvent.DecisionMade(approval.id(), approval.binding(), how, approval.policies());
    }

    private void record(TenantId tenant, AccessApproval approval, LedgerEvent what) {
        Pseudonyms names = new Pseudonyms(saltStore);
        String sentence = names.ofInstallation(tenant, approval.sentence());
        LedgerEntry entry = LedgerEntry.of(
                        "approval/%s/%d/%s".formatted(approval.id(), approval.revision(), approval.state()),
                        tenant,
                        approval.decidedAt().orElse(approval.requestedAt()),
                        what,
                        EntryActor.function("answer-request"))
                .withCause(approval.decidedBy().map(by -> names.ofAddress(tenant, by)));
        var _ = entries.add(
                tenant,
                new LedgerEntry(
                        entry.id(),
                        tenant,
                        entry.at(),
                        entry.identity(),
                        what,
                        entry.actors(),
                        Optional.of(approval.version().value()),
                        List.of(new EntryEvidence("sentence", sentence))));
    }

    @Override
    public Optional<AccessApproval> approval(TenantId tenant, String id) {
        return approvals.approval(tenant, id);
    }

    @Override
    public List<AccessApproval> boundTo(TenantId tenant, String binding) {
        return approvals.boundTo(tenant, binding);
    }

    @Override
    public StorePage<AccessApproval> recent(TenantId tenant, int limit, Optional<String> next) {
        return approvals.recent(tenant, limit, next);
    }
}
