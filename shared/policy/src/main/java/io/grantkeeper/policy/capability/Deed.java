package io.grantkeeper.policy.capability;

import io.grantkeeper.permissions.Action;
import io.grantkeeper.permissions.ResourceClass;
import java.util.List;
import java.util.stream.IntStream;

/** One thing done to one class of things, however far it reaches: a capability as policies speak of it. */
public record Deed(Action action, ResourceClass resource) {
    static final int ACTIONS = Action.values().length;
    private static final Action[] ACTION_VALUES = Action.values();
    private static final ResourceClass[] CLASSES = ResourceClass.values();

    /** How many there are; {@link #index()} is below it. */
    public static final int COUNT = ACTIONS * CLASSES.length;

    static final List<Deed> ALL =
            IntStream.range(0, COUNT).mapToObj(Deed::ofIndex).toList();

    /** Good within one process only. */
    @SuppressWarnings("EnumOrdinal") // an index into arrays that are made anew in each process
    public int index() {
        return resource.ordinal() * ACTIONS + action.ordinal();
    }

    public static Deed ofIndex(int index) {
        return new Deed(ACTION_VALUES[index % ACTIONS], CLASSES[index / ACTIONS]);
    }

    /** Whether whoever may do this may do the other as well: reading shows what listing shows, everything holds mail. */
    public boolean includes(Deed other) {
        return action.includes(other.action) && (resource == other.resource || resource == ResourceClass.EVERYTHING);
    }

    /** "send mail". */
    public String inPlainWords() {
        return Wording.verb(action) + " " + Wording.noun(resource);
    }

    @Override
    public String toString() {
        return inPlainWords();
    }
}
