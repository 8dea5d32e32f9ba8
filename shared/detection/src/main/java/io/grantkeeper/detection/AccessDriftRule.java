package io.grantkeeper.detection;

import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.approval.ApprovedGrant;
import io.grantkeeper.identity.approval.ApprovedScope;
import io.grantkeeper.identity.approval.DriftKind;
import io.grantkeeper.identity.finding.ApprovalReview;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.ApprovableAccess;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.permissions.Capability;
import io.grantkeeper.permissions.EffectiveAccess;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compares granted access with an approved scope. A permission is covered if an approved permission of the same kind,
 * with at least the same reach, implies it; a grant that was only rewritten is therefore not reported. A permission
 * that no approved permission implies is access beyond the approval. A permission that is implied only by an approved
 * permission with narrower reach is reach beyond the approval.
 */
final class AccessDriftRule {
    private final AccessInterpreter meaning;

    AccessDriftRule(AccessInterpreter meaning) {
        this.meaning = meaning;
    }

    List<ApprovalDrift> drift(IdentityRecord identityRecord, ApprovedScope scope) {
        NonHumanIdentity identity = identityRecord.identity().content();
        List<ApprovedGrant> approved = scope.grantsOf(identity.provider());
        Beyond access = new Beyond();
        Beyond reach = new Beyond();
        for (Grant grant : ApprovableAccess.grants(identityRecord)) {
            for (String entry : grant.scopes()) {
                for (String permission : meaning.permissionsIn(identity.provider(), entry)) {
                    List<ApprovedGrant> implying = approved.stream()
                            .filter(candidate -> implies(candidate, permission))
                            .toList();
                    if (implying.isEmpty()) {
                        access.add(grant, permission);
                    } else if (implying.stream().noneMatch(candidate -> reaches(candidate, grant))) {
                        reach.add(grant, permission);
                    }
                }
            }
        }
        List<ApprovalDrift> drift = new ArrayList<>();
        access.drift(DriftKind.ACCESS, identity, approved, scope.abilities()).ifPresent(drift::add);
        reach.drift(DriftKind.REACH, identity, approved, reach.approvedWords(approved))
                .ifPresent(drift::add);
        return drift;
    }

    /** Returns whether an approved permission implies a permission, regardless of the reach of either. */
    private boolean implies(ApprovedGrant approved, String permission) {
        return approved.scopes().stream()
                .flatMap(entry -> meaning.permissionsIn(approved.provider(), entry).stream())
                .anyMatch(broader -> meaning.implies(approved.provider(), broader, permission));
    }

    /**
     * Returns whether an approved grant is at least as broad as a grant: in its kind of permission, in its subject and
     * in its reach.
     */
    private static boolean reaches(ApprovedGrant approved, Grant grant) {
        boolean kind = approved.permissionKind() == grant.permissionKind()
                || (approved.permissionKind() == PermissionKind.APPLICATION
                        && grant.permissionKind() == PermissionKind.DELEGATED);
        boolean subject = approved.wholeTenant() || grant.subject() instanceof GrantSubject.OnePerson;
        return kind && subject && reaches(approved.reach(), grant.reach());
    }

    private static boolean reaches(ResourceReach approved, ResourceReach current) {
        return approved == ResourceReach.UNKNOWN
                || current == ResourceReach.UNKNOWN
                || approved.compareTo(current) >= 0;
    }

    /** Permissions that go beyond the approval, with the grants that contain them. */
    private final class Beyond {
        private final SortedMap<String, Grant> grants = new TreeMap<>();

        /** Returns a copy of a grant with only these permissions. */
        private static Grant with(Grant grant, Set<String> scopes) {
            return Grant.of(grant.key(), grant.subject(), grant.resource(), grant.permissionKind(), scopes)
                    .withReach(grant.reach());
        }

        /**
         * Adds a permission of a grant. Grants that differ only in their person or times are merged, because they give
         * the same capabilities.
         */
        void add(Grant grant, String permission) {
            grants.merge(ApprovalReview.shape(grant), with(grant, Set.of(permission)), (known, added) -> {
                Set<String> all = new TreeSet<>(known.scopes());
                all.addAll(added.scopes());
                return with(known.key().compareTo(added.key()) <= 0 ? known : added, all);
            });
        }

        /** Describes, in words, the approved access that implies these permissions but has a narrower reach. */
        List<String> approvedWords(List<ApprovedGrant> approved) {
            Set<String> words = new LinkedHashSet<>();
            Set<String> all = all();
            for (ApprovedGrant candidate : approved) {
                boolean concerned = all.stream().anyMatch(permission -> implies(candidate, permission));
                if (concerned) {
                    words.addAll(inWords(meaning.access(candidate), candidate.scopes()));
                    if (candidate.reach() == ResourceReach.SELECTED || candidate.reach() == ResourceReach.NONE) {
                        words.add(reach(candidate.reach()));
                    }
                }
            }
            return List.copyOf(words);
        }

        private Set<String> all() {
            Set<String> all = new TreeSet<>();
            grants.values().forEach(grant -> all.addAll(grant.scopes()));
            return all;
        }

        Optional<ApprovalDrift> drift(
                DriftKind kind, NonHumanIdentity identity, List<ApprovedGrant> approved, List<String> approvedWords) {
            if (grants.isEmpty()) {
                return Optional.empty();
            }
            Set<String> words = new LinkedHashSet<>();
            Severity severity = Severity.MEDIUM;
            List<String> beyond = new ArrayList<>();
            for (Map.Entry<String, Grant> entry : grants.entrySet()) {
                Grant grant = entry.getValue();
                words.addAll(words(kind, identity, grant, approved));
                severity = Severity.max(
                        severity,
                        meaning.risk(identity, grant, meaning.recognize(identity, grant.scopes()))
                                .severity());
                grant.scopes().forEach(permission -> beyond.add(ApprovalReview.permission(grant, permission)));
            }
            List<String> current = List.copyOf(words);
            return Optional.of(new ApprovalDrift(
                    kind, severity, DriftText.contrast("can", current, approvedWords), approvedWords, current, beyond));
        }

        /**
         * Describes permissions by what they allow beyond the approval. If the descriptions are too coarse to show a
         * difference, describes the wider reach or names the permissions instead.
         */
        private List<String> words(
                DriftKind kind, NonHumanIdentity identity, Grant grant, List<ApprovedGrant> approved) {
            EffectiveAccess access = meaning.access(identity.provider(), grant, grant.scopes());
            SequencedSet<Capability> more = access.capabilities().stream()
                    .filter(capability -> approved.stream()
                            .noneMatch(candidate -> meaning.access(candidate).includes(capability)))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (more.isEmpty() && kind == DriftKind.REACH) {
                return List.of(reach(grant));
            }
            return inWords(new EffectiveAccess(more, access.notUnderstood()), grant.scopes());
        }

        /** Describes access in words. Permissions whose meaning is unknown are always named. */
        private List<String> inWords(EffectiveAccess access, Set<String> unexplained) {
            List<String> words = new ArrayList<>(access.inPlainWords());
            Collection<String> named = words.isEmpty() ? new TreeSet<>(unexplained) : access.notUnderstood();
            named.forEach(permission -> words.add(DriftText.permission(permission)));
            return words;
        }

        private static String reach(Grant grant) {
            if (grant.reach() == ResourceReach.ALL) {
                return "use all resources";
            }
            return grant.subject() instanceof GrantSubject.WholeTenant
                    ? "act for everyone in the organization"
                    : "act without a signed-in user";
        }

        private static String reach(ResourceReach reach) {
            return reach == ResourceReach.NONE ? "use no resources" : "use only selected resources";
        }
    }
}
