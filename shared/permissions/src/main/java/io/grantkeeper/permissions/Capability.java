package io.grantkeeper.permissions;

import java.util.Comparator;

/** An action that a permission allows on a type of resource, within a reach. */
public final class Capability implements Comparable<Capability> {
    private static final Comparator<Capability> ORDER = Comparator.<Capability, Integer>comparing(
                    c -> -c.resourceType.weight())
            .thenComparing(c -> c.resourceType.key())
            .thenComparing(c -> c.reach, Comparator.reverseOrder())
            .thenComparing(Capability::action);

    private final PermissionResourceType resourceType;
    private final CapabilityAction action;
    private final CapabilityReach reach;

    Capability(PermissionResourceType resourceType, CapabilityAction action, CapabilityReach reach) {
        this.resourceType = resourceType;
        this.action = action;
        this.reach = reach;
    }

    public ResourceClass resource() {
        return resourceType.resource();
    }

    public CapabilityAction action() {
        return action;
    }

    public CapabilityReach reach() {
        return reach;
    }

    /**
     * Returns the capability's resource type in plain language, for example "conditional access policies". The resource
     * type is more specific than the resource class.
     */
    public String about() {
        return resourceType.noun();
    }

    PermissionResourceType thing() {
        return resourceType;
    }

    Capability within(CapabilityReach other) {
        return other == reach ? this : new Capability(resourceType, action, other);
    }

    /** Returns whether this capability includes the other. */
    public boolean includes(Capability other) {
        return resourceType.equals(other.resourceType) && action.includes(other.action) && reach.includes(other.reach);
    }

    /** Describes the capability in plain language, for example "read all of your mail". */
    public String inPlainWords() {
        return CapabilityText.of(this);
    }

    @Override
    public int compareTo(Capability other) {
        return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Capability that
                && resourceType.equals(that.resourceType)
                && action == that.action
                && reach == that.reach;
    }

    @Override
    public int hashCode() {
        return (resourceType.hashCode() * 31 + action.hashCode()) * 31 + reach.hashCode();
    }

    @Override
    public String toString() {
        return inPlainWords();
    }
}
