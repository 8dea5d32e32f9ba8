package io.grantkeeper.permissions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;

/** Works out what a grant lets one do: what its permissions say, within the reach that the grant gives them. */
final class AccessCalculator {
    private AccessCalculator() {}

    static EffectiveAccess of(Vocabulary vocabulary, AccessGrant grant) {
        HeldPermissions held = new HeldPermissions(vocabulary, grant.scopes().orElse(List.of()));
        SequencedSet<Capability> capabilities = new TreeSet<>();
        List<String> notUnderstood = new ArrayList<>();
        for (String permission : held.asWritten()) {
            PermissionDescription description = vocabulary.describe(permission, grant.kind());
            boolean named = description.capabilities().stream()
                    .noneMatch(capability -> capability.thing().isUnnamed());
            if (description.source() == Source.UNKNOWN || !named) {
                notUnderstood.add(permission);
            }
            for (Capability one : description.capabilities()) {
                within(grant, one).ifPresent(capabilities::add);
            }
        }
        return new EffectiveAccess(capabilities, notUnderstood);
    }

    private static Optional<Capability> within(AccessGrant grant, Capability capability) {
        boolean contained =
                !capability.thing().container().isEmpty() && capability.reach().compareTo(Reach.SELECTED) > 0;
        if (contained && grant.repositories().isPresent()) {
            switch (grant.repositories().get()) {
                case NONE -> {
                    return Optional.empty();
                }
                case SELECTED -> {
                    return Optional.of(capability.within(Reach.SELECTED));
                }
                case ALL -> {}
            }
        }
        boolean everyone = grant.subject().equals(Optional.of(AccessGrant.Subject.TENANT));
        boolean personal = capability.reach() == Reach.PERSON || capability.reach() == Reach.VISIBLE;
        return Optional.of(everyone && personal ? capability.within(Reach.TENANT) : capability);
    }
}
