package io.grantkeeper.permissions;

import java.util.Comparator;

/** Something a permission lets one do: an action on a thing of some resource class, within a reach. */
public final class Capability implements Comparable<Capability> {
    private static final Comparator<Capability> ORDER = Comparator.<Capability, Integer>comparing(
                    c -> -c.thing.weight())
            .thenComparing(c -> c.thing.key())
            .thenComparing(c -> c.reach, Comparator.reverseOrder())
            .thenComparing(Capability::action);

    private final Thing thing;
    private final Action action;
    private final Reach reach;

    Capability(Thing thing, Action action, Reach reach) {
        this.thing = thing;
        this.action = action;
        this.reach = reach;
    }

    public ResourceClass resource() {
        return thing.resource();
    }

    public Action action() {
        return action;
    }

    public Reach reach() {
        return reach;
    }

    /** What it is about in plain words, finer than the resource class: "conditional access policies". */
    public String about() {
        return thing.noun();
    }

    Thing thing() {
        return thing;
    }

    Capability within(Reach other) {
        return other == reach ? this : new Capability(thing, action, other);
    }

    /** Whether holding this capability means holding the other as well. */
    public boolean includes(Capability other) {
        return thing.equals(other.thing) && action.includes(other.action) && reach.includes(other.reach);
    }

    /** What it lets one do, as one would say it to a colleague: "read all of your mail". */
    public String inPlainWords() {
        return PlainWords.of(this);
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
