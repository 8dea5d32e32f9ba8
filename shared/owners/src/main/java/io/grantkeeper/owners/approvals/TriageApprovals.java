package io.grantkeeper.owners.approvals;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.approval.ApprovalConditions;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.ApprovableAccess;
import io.grantkeeper.identity.store.ApprovalOfRecordStore;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StorePage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Decides about many identities in one step, for example after a connection's first sweep. Each identity gets its own
 * approval with its own scope. Identities about which someone has already decided are never changed.
 */
public final class TriageApprovals {
    private static final int PAGE = 200;

    private final AccessStore access;
    private final ApprovalOfRecordStore approvals;
    private final RecordApproval record;

    public TriageApprovals(AccessStore access, ApprovalOfRecordStore approvals, RecordApproval record) {
        this.access = access;
        this.approvals = approvals;
        this.record = record;
    }

    /**
     * The criteria that select the identities of a triage. At least one criterion is required, and all of them must
     * apply.
     */
    public record Selection(Optional<String> product, Optional<String> publisher, Optional<IdentityKind> kind) {
        public Selection {
            if (product.isEmpty() && publisher.isEmpty() && kind.isEmpty()) {
                throw new IllegalArgumentException("name what to decide about: --product, --publisher or --kind");
            }
        }

        private boolean covers(IdentityRecord outline) {
            IdentityId id = outline.identity().content().id();
            return kind.filter(wanted -> wanted != id.kind()).isEmpty()
                    && is(product, outline.summary().flatMap(IdentitySummary::product))
                    && is(publisher, outline.identity().content().publisher().toOptional());
        }

        private static boolean is(Optional<String> wanted, Optional<String> found) {
            return wanted.isEmpty()
                    || found.map(name -> name.strip().toLowerCase(Locale.ROOT))
                            .equals(wanted.map(name -> name.strip().toLowerCase(Locale.ROOT)));
        }
    }

    /**
     * Returns the identities that a triage would decide about, the most severe first.
     *
     * @param isUndecided returns whether nobody has decided about an identity yet
     */
    public List<IdentitySummary> preview(TenantId tenant, Selection selection, Predicate<IdentityRecord> isUndecided) {
        List<IdentitySummary> found = new ArrayList<>();
        StorePage.forEach(
                from -> access.identities(tenant, new IdentityQuery.OfStatus(IdentityStatus.ACTIVE), PAGE, from),
                summary -> access.outline(tenant, summary.id())
                        .filter(selection::covers)
                        .filter(isUndecided)
                        .flatMap(IdentityRecord::summary)
                        .ifPresent(found::add));
        found.sort(Comparator.comparing(IdentitySummary::severity).reversed().thenComparing(IdentitySummary::id));
        return found;
    }

    /**
     * Decides about identities.
     *
     * @param decision the decision, which names the batch
     */
    public List<ApprovalOfRecord> apply(TenantId tenant, List<IdentitySummary> selected, ApprovalDecision decision) {
        if (decision.batch().isEmpty()) {
            throw new IllegalArgumentException("a triage needs a batch, so that it can be undone");
        }
        List<ApprovalOfRecord> decided = new ArrayList<>();
        for (IdentitySummary summary : selected) {
            access.identityRecord(tenant, summary.id())
                    .ifPresent(identityRecord -> decided.add(record.decide(
                            tenant,
                            new ApprovalSubject.OneIdentity(summary.id()),
                            decision,
                            decision.state().permits()
                                    ? Optional.of(ApprovableAccess.scopeOf(identityRecord))
                                    : Optional.empty(),
                            ApprovalConditions.none())));
        }
        return decided;
    }

    /**
     * Returns the id of a new triage. Each triage has its own id, so that it can be undone without affecting others.
     */
    public static String newBatch() {
        return "triage-" + UUID.randomUUID();
    }

    /**
     * Undoes the decisions of a triage. Decisions that someone has since changed remain in effect.
     *
     * @param withdrawal the step that puts the approvals back under review
     * @return the approvals that were withdrawn
     */
    public List<ApprovalOfRecord> undo(TenantId tenant, String batch, ApprovalDecision withdrawal) {
        List<ApprovalOfRecord> mine = StorePage.readAll(from -> approvals.recent(tenant, PAGE, from)).stream()
                .filter(approval -> approval.current().batch().equals(Optional.of(batch)))
                .toList();
        return mine.stream()
                .map(approval -> record.decide(
                        tenant, approval.subject(), withdrawal, Optional.empty(), ApprovalConditions.none()))
                .toList();
    }
}
