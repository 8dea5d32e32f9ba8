package io.grantkeeper.permissions;

import java.util.Comparator;

/** What a permission allows: an action on a type of resource, within a reach. */
public final class Capability implements Comparable<Capability> {
    private static final Comparator<Capability> ORDER = Comparator.<Capability, Integer>comparing(
                    c -> -c.thing.weight())
            .thenComparing(c -> c.thing.key())
            .thenComparing(c -> c.reach, Comparator.reverseOrder())
            .thenComparing(Capability::action);

    private final PermissionResourceType thing;
    private final CapabilityAction action;
    private final CapabilityReach reach;

    Capability(PermissionResourceType thing, CapabilityAction action, CapabilityReach reach) {
        this.thing = thing;
        this.action = action;
        this.reach = reach;
    }

    public ResourceClass resource() {
        return thing.resource();
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
        return thing.noun();
    }

    PermissionResourceType thing() {
        return thing;
    }

    Capability within(CapabilityReach other) {
        return other == reach ? this : new Capability(thing, action, other);
    }

    /** Returns whether this capability includes the other. */
    public boolean includes(Capability other) {
        return thing.equals(other.thing) && action.includes(other.action) && reach.includes(other.reach);
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
                && thing.equals(that.thing)
                && action == that.action
                && reach == that.reach;
    }

    @Override
    public int hashCode() {
        return (thing.hashCode() * 31 + action.hashCode()) * 31 + reach.hashCode();
    }

    @Override
    public String toString() {
        return inPlainWords();
    }
}
