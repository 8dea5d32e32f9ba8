package io.grantkeeper.detection;

import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.approval.ApprovedGrant;
import io.grantkeeper.identity.approval.ApprovedScope;
import io.grantkeeper.identity.approval.DriftKind;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.ApprovableAccess;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.rightsizing.ObservedCall;
import io.grantkeeper.rightsizing.PermissionTableProvider;
import io.grantkeeper.rightsizing.RightSizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares recorded use with an approved scope: API calls that no approved permission allows, and use on behalf of
 * people for whom the identity was not approved. Only use on days after the approval counts, because usage is stored by
 * day. A call that the provider's permission table does not contain proves nothing.
 */
final class UseDriftRule {
    private final AccessInterpreter meaning;
    private final RightSizer rightSizing = RightSizer.standard();

    UseDriftRule(AccessInterpreter meaning) {
        this.meaning = meaning;
    }

    /** A call that no approved permission allows, with permissions that would allow it. */
    private record OutsideCall(String call, PermissionKind kind, List<String> needed) {}

    List<ApprovalDrift> drift(
            IdentityRecord identityRecord, ApprovedScope scope, Instant approvedAt, Function<PersonId, String> names) {
        LocalDate approved = approvedAt.atOffset(ZoneOffset.UTC).toLocalDate();
        List<ApprovalDrift> drift = new ArrayList<>();
        calls(identityRecord, scope, approved).ifPresent(drift::add);
        people(identityRecord, scope, approved, names).ifPresent(drift::add);
        return drift;
    }

    private Optional<ApprovalDrift> calls(IdentityRecord identityRecord, ApprovedScope scope, LocalDate approved) {
        NonHumanIdentity identity = identityRecord.identity().content();
        Optional<PermissionTableProvider> provider =
                PermissionTableProvider.named(identity.provider().value());
        List<ApprovedGrant> grants = scope.grantsOf(identity.provider());
        if (provider.isEmpty() || !meaning.isUnderstood(identity.provider())) {
            return Optional.empty();
        }
        SortedSet<String> calls = new TreeSet<>();
        identityRecord
                .usage()
                .forEach(usage -> usage.calls().forEach((call, days) -> {
                    if (days.last().isAfter(approved)) {
                        calls.add(call);
                    }
                }));
        Set<PermissionKind> kinds = ApprovableAccess.grants(identityRecord).stream()
                .map(Grant::permissionKind)
                .collect(Collectors.toCollection(TreeSet::new));
        grants.forEach(grant -> kinds.add(grant.permissionKind()));
        List<OutsideCall> outside = calls.stream()
                .flatMap(call -> outside(provider.get(), grants, kinds, call).stream())
                .toList();
        if (outside.isEmpty()) {
            return Optional.empty();
        }
        Set<String> words = new LinkedHashSet<>();
        outside.forEach(call -> words.addAll(words(identityRecord, identity, call)));
        List<String> current = List.copyOf(words);
        return Optional.of(new ApprovalDrift(
                DriftKind.USE,
                Severity.HIGH,
                DriftText.contrast("was used to", current, scope.abilities()),
                scope.abilities(),
                current,
                outside.stream().map(OutsideCall::call).toList()));
    }

    /** Returns the call if the permission table contains it and no approved permission allows it. */
    private Optional<OutsideCall> outside(
            PermissionTableProvider provider, List<ApprovedGrant> grants, Set<PermissionKind> kinds, String call) {
        Optional<OutsideCall> found = Optional.empty();
        for (PermissionKind kind : kinds) {
            Optional<List<List<String>>> sets = rightSizing.permissionSets(provider, kind.code(), observed(call));
            if (sets.isPresent()) {
                List<ApprovedGrant> ofKind = grants.stream()
                        .filter(grant -> grant.permissionKind() == kind)
                        .toList();
                if (sets.get().stream().anyMatch(needed -> isApproved(ofKind, needed))) {
                    return Optional.empty();
                }
                found = found.or(() -> Optional.of(new OutsideCall(call, kind, narrowest(grants, sets.get()))));
            }
        }
        return found;
    }

    /**
     * Returns the permissions that suffice for a call. If single permissions suffice, returns only the narrowest of
     * them.
     */
    private List<String> narrowest(List<ApprovedGrant> grants, List<List<String>> sets) {
        List<String> single =
                sets.stream().filter(set -> set.size() == 1).map(List::getFirst).toList();
        return grants.stream()
                .findFirst()
                .map(ApprovedGrant::provider)
                .flatMap(provider -> single.stream()
                        .filter(one -> single.stream()
                                .noneMatch(other -> meaning.implies(provider, one, other)
                                        && !meaning.implies(provider, other, one)))
                        .findFirst())
                .map(List::of)
                .orElseGet(sets::getFirst);
    }

    private boolean isApproved(List<ApprovedGrant> grants, List<String> needed) {
        return needed.stream()
                .allMatch(permission -> grants.stream()
                        .anyMatch(grant -> grant.scopes().stream()
                                .flatMap(entry -> meaning.permissionsIn(grant.provider(), entry).stream())
                                .anyMatch(held -> meaning.implies(grant.provider(), held, permission))));
    }

    private List<String> words(IdentityRecord identityRecord, NonHumanIdentity identity, OutsideCall call) {
        Grant like = ApprovableAccess.grants(identityRecord).stream()
                .filter(grant -> grant.permissionKind() == call.kind())
                .min(Comparator.comparing(Grant::key))
                .orElseGet(() -> Grant.of("", GrantSubject.tenant(), "", call.kind(), List.of()));
        List<String> words = meaning.describe(identity.provider(), like, call.needed());
        return words.isEmpty()
                ? call.needed().stream().map(DriftText::permission).toList()
                : words.subList(0, 1);
    }

    private static Optional<ApprovalDrift> people(
            IdentityRecord identityRecord, ApprovedScope scope, LocalDate approved, Function<PersonId, String> names) {
        if (scope.anyone()) {
            return Optional.empty();
        }
        SortedSet<PersonId> others = new TreeSet<>();
        for (UsageHistory usage : identityRecord.usage()) {
            usage.onBehalfOf()
                    .toOptional()
                    .filter(_ -> usage.seen().last().isAfter(approved))
                    .ifPresent(person -> others.add(person));
        }
        others.removeAll(scope.people());
        // Someone who also granted access is reported with the grants.
        others.removeAll(ApprovableAccess.people(identityRecord));
        if (others.isEmpty()) {
            return Optional.empty();
        }
        String used = DriftText.people(others, names);
        String allowed = scope.people().isEmpty() ? "nobody" : DriftText.people(scope.people(), names);
        return Optional.of(new ApprovalDrift(
                DriftKind.USE,
                Severity.MEDIUM,
                "was used for %s, but was approved only for %s".formatted(used, allowed),
                List.of("use for " + allowed),
                List.of("use for " + used),
                others.stream().map(PersonId::toString).toList()));
    }

    private static ObservedCall observed(String seen) {
        int space = seen.indexOf(' ');
        return space > 0
                ? new ObservedCall(seen.substring(0, space), seen.substring(space + 1))
                : new ObservedCall("", seen);
    }
}
