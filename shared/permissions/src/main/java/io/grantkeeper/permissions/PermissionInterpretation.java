package io.grantkeeper.permissions;

import java.util.List;
import java.util.Optional;

/** The interpretation of a permission name. */
record PermissionInterpretation(List<Capability> capabilities, InterpretationSource source) {
    PermissionInterpretation {
        capabilities = List.copyOf(capabilities);
    }

    /**
     * Interprets a name as actions on a resource type that no rule defines.
     *
     * @param words the words of the name that are not verbs
     * @param actions the action codes of the verbs
     * @return the interpretation; empty if there are no words or no actions
     */
    static Optional<PermissionInterpretation> ofUnnamed(
            List<String> words, Optional<String> actions, CapabilityReach reach) {
        String thing = String.join(" ", words).strip();
        return thing.isEmpty()
                ? Optional.empty()
                : actions.filter(codes -> !codes.isEmpty())
                        .map(codes ->
                                of(PermissionResourceType.unnamed(thing), codes, reach, InterpretationSource.INFERRED));
    }

    /**
     * Interprets a name as one or more actions on one type of resource.
     *
     * @param actions the action codes
     */
    static PermissionInterpretation of(
            PermissionResourceType resourceType, String actions, CapabilityReach reach, InterpretationSource source) {
        return new PermissionInterpretation(
                actions.chars()
                        .mapToObj(code -> new Capability(resourceType, CapabilityAction.ofCode((char) code), reach))
                        .toList(),
                source);
    }
}
