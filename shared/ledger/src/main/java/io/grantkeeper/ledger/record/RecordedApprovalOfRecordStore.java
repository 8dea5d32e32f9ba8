package io.grantkeeper.ledger.record;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.approval.ApprovalConditions;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalState;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.ApprovalOfRecordStore;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.EntryEvidence;
import io.grantkeeper.ledger.entry.EntryIds;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.entry.Pseudonyms;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Records every transition of an approval of record before it takes effect. If another decision was stored first, the
 * write to the wrapped store fails. The ledger then contains both decisions: the one that took effect and the one that
 * came too late.
 */
public final class RecordedApprovalOfRecordStore implements ApprovalOfRecordStore {
    /** The kind of evidence for the digest of the approved scope. */
    static final String SCOPE = "scope";
    /**
     * The kind of evidence for the digest of the conditions. Entries of earlier releases do not contain this evidence.
     */
    static final String CONDITIONS = "conditions";
    /** The kind of evidence for the digest of the content that the person was shown. */
    static final String SHOWN = "shown";

    static final String REASON = "reason";
    static final String TICKET = "ticket";
    /**
     * The kind of evidence for the digest of a triage's id. Entries of earlier releases do not contain this evidence.
     */
    static final String TRIAGE = "triage";

    private final ApprovalOfRecordStore approvals;
    private final PendingEntryStore entries;
    private final SaltStore saltStore;

    public RecordedApprovalOfRecordStore(
            ApprovalOfRecordStore approvals, PendingEntryStore entries, SaltStore saltStore) {
        this.approvals = approvals;
        this.entries = entries;
        this.saltStore = saltStore;
    }

    @Override
    public Optional<ApprovalOfRecord> find(TenantId tenant, ApprovalSubject subject) {
        return approvals.find(tenant, subject);
    }

    @Override
    public List<ApprovalOfRecord> findAll(TenantId tenant, Collection<ApprovalSubject> subjects) {
        return approvals.findAll(tenant, subjects);
    }

    @Override
    public ApprovalOfRecord save(TenantId tenant, ApprovalOfRecord approval) {
        var _ = entries.add(tenant, entry(tenant, approval));
        return approvals.save(tenant, approval);
    }

    @Override
    public StorePage<ApprovalOfRecord> recent(TenantId tenant, int limit, Optional<String> from) {
        return approvals.recent(tenant, limit, from);
    }

    private LedgerEntry entry(TenantId tenant, ApprovalOfRecord approval) {
        Pseudonyms names = new Pseudonyms(saltStore);
        ApprovalDecision decision = approval.current();
        LedgerEntry entry = LedgerEntry.of(
                        entryId(approval.subject(), approval.version(), decision),
                        tenant,
                        decision.at(),
                        event(approval),
                        EntryActor.function("approvals"))
                .withCause(Optional.of(decision.by())
                        .filter(by -> !by.equals(ApprovalDecision.CLOCK))
                        .map(by -> names.ofAddress(tenant, by)))
                .withEvidence(evidence(tenant, names, approval));
        return approval.subject() instanceof ApprovalSubject.OneIdentity(var identity)
                ? entry.withIdentity(identity)
                : entry;
    }

    /**
     * Returns the id of the entry that records a decision.
     *
     * @param version the version that the approval had before the decision was stored
     */
    static String entryId(ApprovalSubject subject, long version, ApprovalDecision decision) {
        return EntryIds.APPROVALS
                + "%s/%d/%s/%s".formatted(subject, version, decision.state().code(), decision.at());
    }

    private static LedgerEvent.ApprovalChanged event(ApprovalOfRecord approval) {
        ApprovalState from = approval.earlier().stream()
                .findFirst()
                .map(ApprovalDecision::state)
                .orElse(ApprovalState.NEW);
        return event(approval.subject(), from.code(), approval.current());
    }

    /**
     * Returns the content of the entry that records a decision.
     *
     * @param from the code of the state before the decision
     */
    static LedgerEvent.ApprovalChanged event(ApprovalSubject subject, String from, ApprovalDecision decision) {
        boolean oneIdentity = subject instanceof ApprovalSubject.OneIdentity;
        return new LedgerEvent.ApprovalChanged(
                oneIdentity ? "identity" : subject.toString(),
                from,
                decision.state().code(),
                decision.source().code(),
                decision.until().map(Instant::toString));
    }

    private static List<EntryEvidence> evidence(TenantId tenant, Pseudonyms names, ApprovalOfRecord approval) {
        List<EntryEvidence> evidence = new ArrayList<>();
        ApprovalDecision decision = approval.current();
        approval.scope()
                .ifPresent(scope ->
                        evidence.add(new EntryEvidence(SCOPE, names.ofInstallation(tenant, ModelJson.write(scope)))));
        if (!approval.conditions().equals(ApprovalConditions.none())) {
            evidence.add(new EntryEvidence(
                    CONDITIONS, names.ofInstallation(tenant, ModelJson.write(approval.conditions()))));
        }
        decision.evidence()
                .ifPresent(shown -> evidence.add(new EntryEvidence(SHOWN, names.ofInstallation(tenant, shown))));
        if (!decision.why().isBlank()) {
            evidence.add(new EntryEvidence(REASON, names.ofInstallation(tenant, decision.why())));
        }
        decision.ticket()
                .ifPresent(ticket -> evidence.add(new EntryEvidence(TICKET, names.ofInstallation(tenant, ticket))));
        decision.batch()
                .ifPresent(triage -> evidence.add(new EntryEvidence(TRIAGE, names.ofInstallation(tenant, triage))));
        return evidence;
    }
}
