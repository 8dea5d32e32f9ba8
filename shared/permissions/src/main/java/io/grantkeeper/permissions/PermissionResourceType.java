package io.grantkeeper.permissions;

/**
 * A type of resource that a provider's permissions apply to, more specific than a {@link ResourceClass}.
 *
 * @param key the short name in the rule and data files, unique within a provider
 * @param weight how sensitive the resources are: 1 trivial, 2 ordinary business data, 3 sensitive content, 4 secrets
 *     and access controls, for example roles and policies
 * @param noun the resources in plain words, for example "mail" or "calendar events"
 * @param container the type of object that contains the resources, in plain words, for example "repository"; empty if
 *     the resources belong directly to the organization
 * @param runVerb what {@link CapabilityAction#RUN} means for the resources, in plain words, for example "send commands
 *     to" for devices
 * @param sensitivity how sensitive read access to the resources is
 */
record PermissionResourceType(
        String key,
        ResourceClass resource,
        int weight,
        String noun,
        String container,
        String runVerb,
        ReadSensitivity sensitivity) {
    private static final String UNNAMED = "?";

    /**
     * Creates a type for resources that no rule defines. The type counts as ordinary business data, never as harmless.
     */
    static PermissionResourceType unnamed(String words) {
        return new PermissionResourceType(
                UNNAMED + words,
                ResourceClass.OTHER,
                2,
                "things called \"%s\"".formatted(words),
                "",
                CapabilityAction.RUN.verb(),
                ReadSensitivity.CONTENT);
    }

    /** Returns whether no rule defines this type of resource. */
    boolean isUnnamed() {
        return key.startsWith(UNNAMED);
    }

    PermissionResourceType {
        if (weight < 1 || weight > 4) {
            throw new IllegalArgumentException(
                    "the weight of resource type '%s' must be from 1 to 4, but is %d".formatted(key, weight));
        }
    }
}
