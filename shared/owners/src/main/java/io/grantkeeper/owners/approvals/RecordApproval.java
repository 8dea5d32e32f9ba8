package io.grantkeeper.owners.approvals;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.approval.ApprovalConditions;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.approval.ApprovedScope;
import io.grantkeeper.identity.finding.ApprovalReview;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.ApprovableAccess;
import io.grantkeeper.identity.store.ApprovalOfRecordStore;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityAliasStore;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StorePage;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Records a decision about an approval of record. A decision that permits access closes the findings that it answers:
 * drift from the earlier approval, unapproved AI, and access that nobody confirmed in a review. Every step can be repeated; a repeated decision is stored once.
 */
public final class RecordApproval {
    private static final int PAGE = 200;
    /** The types of findings that a decision to permit access answers. */
    private static final Set<FindingType> ANSWERED =
            EnumSet.of(FindingType.DRIFTED, FindingType.SHADOW_AI, FindingType.UNREVIEWED);

    private final ApprovalOfRecordStore approvals;
    private final AccessStore access;
    private final IdentityAliasStore aliases;
    private final FindingStore findings;
    private final Clock clock;

    public RecordApproval(
            ApprovalOfRecordStore approvals,
            AccessStore access,
            IdentityAliasStore aliases,
            FindingStore findings,
            Clock clock) {
        this.approvals = approvals;
        this.access = access;
        this.aliases = aliases;
        this.findings = findings;
        this.clock = clock;
    }

    /**
     * Records a decision.
     *
     * @param scope what the decision covers; empty if no scope is recorded
     * @return the approval after the decision
     * @throws IllegalArgumentException if the current state does not allow this decision
     * @throws ConcurrentWriteException if someone else decides at the same time
     */
    public ApprovalOfRecord decide(
            TenantId tenant,
            ApprovalSubject subject,
            ApprovalDecision decision,
            Optional<ApprovedScope> scope,
            ApprovalConditions conditions) {
        Optional<ApprovalOfRecord> stored = approvals.find(tenant, subject);
        ApprovalOfRecord recorded;
        if (stored.filter(known -> known.current().equals(decision)).isPresent()) {
            recorded = stored.get(); // an interrupted run stored it and is now repeated
        } else {
            ApprovalOfRecord next = stored.orElseGet(() -> ApprovalOfRecord.first(subject, decision.at()))
                    .decided(decision, scope, conditions);
            recorded = approvals.save(tenant, next);
        }
        Instant now = clock.instant();
        for (IdentityId identity : covered(tenant, subject)) {
            access.outline(tenant, identity).ifPresent(outline -> apply(tenant, outline, recorded, now));
        }
        return recorded;
    }

    /** Returns the decision that applies to an identity now; empty if nobody has decided. */
    public Optional<ApprovalOfRecord> effective(TenantId tenant, IdentityId identity) {
        return access.outline(tenant, identity).flatMap(outline -> effective(tenant, outline, clock.instant()));
    }

    private Optional<ApprovalOfRecord> effective(TenantId tenant, IdentityRecord outline, Instant now) {
        List<ApprovalSubject> subjects = ApprovalSubject.covering(
                outline.identity().content(), outline.summary().flatMap(IdentitySummary::product));
        return ApprovalOfRecord.effective(approvals.findAll(tenant, subjects), now);
    }

    /** Returns the identities that a subject covers, including those that no longer have access. */
    public SequencedSet<IdentityId> covered(TenantId tenant, ApprovalSubject subject) {
        SequencedSet<IdentityId> covered = new TreeSet<>();
        switch (subject) {
            case ApprovalSubject.OneIdentity(IdentityId identity) -> covered.add(identity);
            case ApprovalSubject.OfProduct(String product) ->
                StorePage.forEach(
                        from -> access.identities(tenant, new IdentityQuery.OfProduct(product), PAGE, from),
                        summary -> covered.add(summary.id()));
            case ApprovalSubject.OfClient(String client) ->
                aliases.findByName(tenant, client).stream()
                        .filter(identity -> access.outline(tenant, identity)
                                .filter(outline -> isCovered(outline, subject))
                                .isPresent())
                        .forEach(covered::add);
        }
        return Collections.unmodifiableSequencedSet(covered);
    }

    /**
     * Returns the current access of the identities that a subject covers; empty if it covers none. The scope of a product
     * or of a client id covers the data of anyone, because people come and go.
     */
    public Optional<ApprovedScope> currentScope(TenantId tenant, ApprovalSubject subject) {
        Optional<ApprovedScope> scope = covered(tenant, subject).stream()
                .flatMap(identity -> access.identityRecord(tenant, identity).stream())
                .map(ApprovableAccess::scopeOf)
                .reduce(ApprovedScope::union);
        return subject instanceof ApprovalSubject.OneIdentity ? scope : scope.map(ApprovedScope::forAnyone);
    }

    private static boolean isCovered(IdentityRecord outline, ApprovalSubject subject) {
        return ApprovalSubject.covering(
                        outline.identity().content(), outline.summary().flatMap(IdentitySummary::product))
                .contains(subject);
    }

    /** Applies the approval that is now in effect for an identity. It may differ from the one that was just decided. */
    private void apply(TenantId tenant, IdentityRecord outline, ApprovalOfRecord recorded, Instant now) {
        if (effective(tenant, outline, now)
                .filter(found -> found.subject().equals(recorded.subject()))
                .isEmpty()) {
            return;
        }
        if (recorded.permitsAt(now)) {
            for (Finding finding :
                    findings.openByIdentity(tenant, outline.identity().content().id())) {
                if (ANSWERED.contains(finding.type())) {
                    findings.close(tenant, finding.identity(), finding.key(), now);
                }
            }
        }
        outline.summary().ifPresent(summary -> {
            try {
                access.saveSummary(
                        tenant,
                        summary.withApproval(
                                Optional.of(new ApprovalReview(
                                        recorded.subject(),
                                        recorded.stateAt(now),
                                        recorded.current().until(),
                                        recorded.scope().isPresent(),
                                        Collections.emptySortedSet())),
                                now));
            } catch (ConcurrentWriteException e) {
                // Detection is updating this identity; it compares the identity with the approval itself.
            }
        });
    }
}
