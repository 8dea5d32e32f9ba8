package io.grantkeeper.demo;

import io.grantkeeper.detection.GrantAccessEvaluator;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.approval.ApprovalConditions;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalState;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.approval.ApprovedGrant;
import io.grantkeeper.identity.approval.ApprovedScope;
import io.grantkeeper.identity.approval.DriftKind;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.ApprovableAccess;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.owners.approvals.RecordApproval;
import io.grantkeeper.permissions.PermissionVocabularies;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Records the approvals that the demo company gave in the past. Each of them differs from today's inventory in one
 * respect, so that the demo shows every kind of drift.
 */
final class DemoApprovals {
    private static final Duration AGE = Duration.ofDays(300);
    private static final String MAIL = "mail";

    private final TenantId tenant;
    private final LocalSuiteStores stores;
    private final RecordApproval record;
    private final Instant now;
    private final Set<String> used = new HashSet<>();

    DemoApprovals(TenantId tenant, LocalSuiteStores stores, Clock clock) {
        this.tenant = tenant;
        this.stores = stores;
        this.record = new RecordApproval(
                stores.approvalsOfRecord(), stores.access(), stores.aliases(), stores.recordedFindings(), clock);
        this.now = clock.instant();
    }

    /**
     * Changes the scope that would be approved today into the scope that was approved in the past; empty if the two
     * cannot differ.
     */
    @FunctionalInterface
    private interface PastScope {
        Optional<ApprovedScope> of(IdentityRecord identityRecord, ApprovedScope scope);
    }

    /**
     * Records one approval for each kind of drift.
     *
     * @param identities the inventory, in a fixed order
     * @return the number of recorded approvals
     */
    int recordPastApprovals(List<IdentitySummary> identities) {
        int recorded = 0;
        for (DriftKind kind : DriftKind.values()) {
            PastScope past =
                    switch (kind) {
                        case USE -> DemoApprovals::withoutUsedMail;
                        case ACCESS -> DemoApprovals::withFewerPermissions;
                        case REACH -> DemoApprovals::forSelectedResources;
                        case PEOPLE -> DemoApprovals::forOnePerson;
                        case PUBLISHER -> DemoApprovals::ofOtherPublisher;
                        case OWNER -> (identityRecord, scope) -> ofFormerOwner(identityRecord, scope, identities);
                        case CREDENTIAL -> DemoApprovals::withCertificate;
                        case ENDED, REFUSED ->
                            (_, scope) -> scope.grants().isEmpty() ? Optional.empty() : Optional.of(scope);
                    };
            recorded += record(identities, kind, past) ? 1 : 0;
        }
        return recorded;
    }

    private boolean record(List<IdentitySummary> identities, DriftKind kind, PastScope past) {
        for (IdentitySummary summary : identities) {
            // Unapproved AI is another story of the demo, and nobody refuses Grantkeeper while it runs.
            if (summary.ai() == AiVerdict.YES
                    || summary.displayName().text().equals("grantkeeper")
                    || used.contains(summary.id().toString())) {
                continue;
            }
            Optional<ApprovedScope> scope = stores.access()
                    .identityRecord(tenant, summary.id())
                    .flatMap(identityRecord -> past.of(identityRecord, ApprovableAccess.scopeOf(identityRecord)));
            if (scope.isPresent()) {
                used.add(summary.id().toString());
                boolean refused = kind == DriftKind.REFUSED;
                ApprovalDecision decision = ApprovalDecision.of(
                                refused ? ApprovalState.REFUSED : ApprovalState.APPROVED,
                                "security@larkfield.example",
                                ApprovalDecision.Source.IMPORT,
                                now.minus(AGE),
                                "last year's review")
                        .withUntil(kind == DriftKind.ENDED ? Optional.of(now.minusSeconds(1)) : Optional.empty());
                var _ = record.decide(
                        tenant,
                        new ApprovalSubject.OneIdentity(summary.id()),
                        decision,
                        refused ? Optional.empty() : scope,
                        ApprovalConditions.none());
                return true;
            }
        }
        return false;
    }

    private static Optional<ApprovedScope> withFewerPermissions(IdentityRecord identityRecord, ApprovedScope scope) {
        boolean several =
                scope.grants().stream().anyMatch(grant -> grant.scopes().size() > 2);
        return several
                ? Optional.of(withGrants(
                        scope,
                        scope.grants().stream()
                                .map(grant -> withScopes(
                                        grant,
                                        new TreeSet<>(
                                                grant.scopes().stream().limit(1).toList())))
                                .toList()))
                : Optional.empty();
    }

    private static Optional<ApprovedScope> withoutUsedMail(IdentityRecord identityRecord, ApprovedScope scope) {
        boolean usesMail = identityRecord.usage().stream()
                .flatMap(usage -> usage.calls().keySet().stream())
                .anyMatch(call -> call.startsWith("gmail."));
        return usesMail
                ? Optional.of(withGrants(
                        scope,
                        scope.grants().stream()
                                .map(grant -> withScopes(
                                        grant,
                                        new TreeSet<>(grant.scopes().stream()
                                                .filter(permission -> !permission.contains(MAIL))
                                                .toList())))
                                .toList()))
                : Optional.empty();
    }

    private static Optional<ApprovedScope> forSelectedResources(IdentityRecord identityRecord, ApprovedScope scope) {
        boolean all = scope.grants().stream()
                .anyMatch(grant -> grant.reach() == ResourceReach.ALL
                        && grant.provider().value().equals("github"));
        return all
                ? Optional.of(withGrants(
                        scope,
                        scope.grants().stream()
                                .map(grant -> new ApprovedGrant(
                                        grant.provider(),
                                        grant.permissionKind(),
                                        grant.wholeTenant(),
                                        ResourceReach.SELECTED,
                                        grant.scopes()))
                                .toList()))
                : Optional.empty();
    }

    private static Optional<ApprovedScope> forOnePerson(IdentityRecord identityRecord, ApprovedScope scope) {
        return scope.people().size() > 1 && !scope.anyone()
                ? Optional.of(new ApprovedScope(
                        scope.grants(),
                        scope.abilities(),
                        false,
                        new TreeSet<>(List.of(scope.people().first())),
                        scope.credentials(),
                        scope.owners(),
                        scope.publishers()))
                : Optional.empty();
    }

    private static Optional<ApprovedScope> ofOtherPublisher(IdentityRecord identityRecord, ApprovedScope scope) {
        return scope.publishers().isEmpty()
                ? Optional.empty()
                : Optional.of(new ApprovedScope(
                        scope.grants(),
                        scope.abilities(),
                        scope.anyone(),
                        scope.people(),
                        scope.credentials(),
                        scope.owners(),
                        new TreeSet<>(List.of("Brightwave Labs"))));
    }

    private static Optional<ApprovedScope> ofFormerOwner(
            IdentityRecord identityRecord, ApprovedScope scope, List<IdentitySummary> identities) {
        Set<PersonId> candidates = new HashSet<>();
        identityRecord
                .summary()
                .ifPresent(summary -> summary.owners().forEach(candidate -> candidates.add(candidate.person())));
        return scope.owners().stream()
                .flatMap(owner -> identities.stream()
                        .flatMap(summary -> summary.owner().stream())
                        .filter(person ->
                                person.connection().equals(owner.connection()) && !candidates.contains(person)))
                .findFirst()
                .map(former -> new ApprovedScope(
                        scope.grants(),
                        scope.abilities(),
                        scope.anyone(),
                        scope.people(),
                        scope.credentials(),
                        new TreeSet<>(List.of(former)),
                        scope.publishers()));
    }

    private static Optional<ApprovedScope> withCertificate(IdentityRecord identityRecord, ApprovedScope scope) {
        boolean differs = scope.credentials().stream()
                .anyMatch(type -> type != CredentialType.CERTIFICATE && type != CredentialType.UNKNOWN);
        return differs
                ? Optional.of(new ApprovedScope(
                        scope.grants(),
                        scope.abilities(),
                        scope.anyone(),
                        scope.people(),
                        new TreeSet<>(List.of(CredentialType.CERTIFICATE)),
                        scope.owners(),
                        scope.publishers()))
                : Optional.empty();
    }

    private static ApprovedGrant withScopes(ApprovedGrant grant, SortedSet<String> scopes) {
        return new ApprovedGrant(grant.provider(), grant.permissionKind(), grant.wholeTenant(), grant.reach(), scopes);
    }

    private static ApprovedScope withGrants(ApprovedScope scope, List<ApprovedGrant> grants) {
        GrantAccessEvaluator access = new GrantAccessEvaluator(PermissionVocabularies.standard());
        return new ApprovedScope(
                grants,
                grants.stream()
                        .flatMap(grant -> access.of(grant).stream())
                        .flatMap(found -> found.inPlainWords().stream())
                        .toList(),
                scope.anyone(),
                scope.people(),
                scope.credentials(),
                scope.owners(),
                scope.publishers());
    }
}
