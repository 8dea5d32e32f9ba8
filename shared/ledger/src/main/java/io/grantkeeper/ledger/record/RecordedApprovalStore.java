package io.grantkeeper.ledger.record;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.Slice;
import io.grantkeeper.ledger.entry.Actor;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.Evidence;
import io.grantkeeper.ledger.entry.Happening;
import io.grantkeeper.ledger.entry.Pseudonyms;
import io.grantkeeper.ledger.entry.Salts;
import io.grantkeeper.ledger.log.EntryStore;
import io.grantkeeper.policy.store.Approval;
import io.grantkeeper.policy.store.ApprovalStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tells who allowed or refused what, before it holds. A write that then loses its race has told of an answer that was given
 * and came too late; the one that holds is told too.
 */
public final class RecordedApprovalStore implements ApprovalStore {
    private final ApprovalStore approvals;
    private final EntryStore entries;
    private final Salts salts;

    public RecordedApprovalStore(ApprovalStore approvals, EntryStore entries, Salts salts) {
        this.approvals = approvals;
        this.entries = entries;
        this.salts = salts;
    }

    @Override
    public void save(TenantId tenant, Approval approval) {
        switch (approval.state()) {
            case PENDING -> {
                // a question; the denial that led to it is on record already
            }
            case APPROVED ->
                tell(
                        tenant,
                        approval,
                        new Happening.ApprovalGiven(
                                "%s %s".formatted(approval.id(), approval.binding()),
                                approval.validUntil().map(Instant::toString)));
            case DENIED -> tell(tenant, approval, refused(approval, "denied"));
            case CANCELLED -> tell(tenant, approval, refused(approval, "cancelled"));
        }
        approvals.save(tenant, approval);
    }

    private static Happening refused(Approval approval, String how) {
        return new Happening.DecisionMade(approval.id(), approval.binding(), how, approval.policies());
    }

    private void tell(TenantId tenant, Approval approval, Happening what) {
        Pseudonyms names = new Pseudonyms(salts);
        String sentence = names.ofInstallation(tenant, approval.sentence());
        Entry entry = Entry.of(
                        "approval/%s/%d/%s".formatted(approval.id(), approval.revision(), approval.state()),
                        tenant,
                        approval.decidedAt().orElse(approval.requestedAt()),
                        what,
                        Actor.function("answer-request"))
                .causedBy(approval.decidedBy().map(by -> names.ofAddress(tenant, by)));
        var _ = entries.add(
                tenant,
                new Entry(
                        entry.id(),
                        tenant,
                        entry.at(),
                        entry.identity(),
                        what,
                        entry.actors(),
                        Optional.of(approval.version().value()),
                        List.of(new Evidence("sentence", sentence))));
    }

    @Override
    public Optional<Approval> approval(TenantId tenant, String id) {
        return approvals.approval(tenant, id);
    }

    @Override
    public List<Approval> boundTo(TenantId tenant, String binding) {
        return approvals.boundTo(tenant, binding);
    }

    @Override
    public Slice<Approval> recent(TenantId tenant, int limit, Optional<String> next) {
        return approvals.recent(tenant, limit, next);
    }
}
