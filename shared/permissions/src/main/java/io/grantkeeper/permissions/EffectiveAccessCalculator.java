package io.grantkeeper.permissions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;

/** Calculates the effective access of a grant: the capabilities of its permissions, limited to the grant's reach. */
final class EffectiveAccessCalculator {
    private EffectiveAccessCalculator() {}

    static EffectiveAccess of(PermissionVocabulary vocabulary, AccessGrant grant) {
        DistinctGrantPermissions held =
                new DistinctGrantPermissions(vocabulary, grant.scopes().orElse(List.of()));
        SequencedSet<Capability> capabilities = new TreeSet<>();
        List<String> notUnderstood = new ArrayList<>();
        List<String> inferred = new ArrayList<>();
        boolean unbounded = false;
        for (String permission : held.asWritten()) {
            PermissionDescription description = vocabulary.describe(permission, grant.kind());
            boolean named = description.capabilities().stream()
                    .noneMatch(capability -> capability.thing().isUnnamed());
            if (description.source() == InterpretationSource.UNKNOWN || !named) {
                notUnderstood.add(permission);
            } else if (description.source() == InterpretationSource.INFERRED) {
                inferred.add(permission);
            }
            for (Capability one : description.capabilities()) {
                limitedTo(grant, one).ifPresent(capabilities::add);
                unbounded |= isContained(one) && grant.repositories().isEmpty();
            }
        }
        return new EffectiveAccess(capabilities, notUnderstood, inferred, unbounded);
    }

    /** Returns whether a capability reaches objects in containers that can be selected, such as repositories. */
    private static boolean isContained(Capability capability) {
        return !capability.thing().container().isEmpty() && capability.reach().compareTo(CapabilityReach.SELECTED) > 0;
    }

    private static Optional<Capability> limitedTo(AccessGrant grant, Capability capability) {
        if (isContained(capability) && grant.repositories().isPresent()) {
            switch (grant.repositories().get()) {
                case NONE -> {
                    return Optional.empty();
                }
                case SELECTED -> {
                    return Optional.of(capability.within(CapabilityReach.SELECTED));
                }
                case ALL -> {}
            }
        }
        boolean everyone = grant.subject().equals(Optional.of(AccessGrant.Subject.TENANT));
        boolean personal =
                capability.reach() == CapabilityReach.PERSON || capability.reach() == CapabilityReach.VISIBLE;
        return Optional.of(everyone && personal ? capability.within(CapabilityReach.TENANT) : capability);
    }
}
