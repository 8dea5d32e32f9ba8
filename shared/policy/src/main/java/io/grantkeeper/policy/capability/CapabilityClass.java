package io.grantkeeper.policy.capability;

import io.grantkeeper.permissions.CapabilityAction;
import io.grantkeeper.permissions.ResourceClass;
import java.util.List;
import java.util.stream.IntStream;

/** An action on a resource class, regardless of the action's reach: the form in which policies name a capability. */
public record CapabilityClass(CapabilityAction action, ResourceClass resource) {
    static final int ACTIONS = CapabilityAction.values().length;
    private static final CapabilityAction[] ACTION_VALUES = CapabilityAction.values();
    private static final ResourceClass[] CLASSES = ResourceClass.values();

    /** The number of different capabilities. Every {@link #index()} is smaller than this number. */
    public static final int COUNT = ACTIONS * CLASSES.length;

    static final List<CapabilityClass> ALL =
            IntStream.range(0, COUNT).mapToObj(CapabilityClass::ofIndex).toList();

    /**
     * Returns a number that identifies this capability. The number is valid only within this process and must not be
     * stored.
     */
    @SuppressWarnings("EnumOrdinal") // used only for arrays that this process creates
    public int index() {
        return resource.ordinal() * ACTIONS + action.ordinal();
    }

    public static CapabilityClass ofIndex(int index) {
        return new CapabilityClass(ACTION_VALUES[index % ACTIONS], CLASSES[index / ACTIONS]);
    }

    /**
     * Returns whether this capability includes another one. For example, reading includes listing, and the resource
     * class for everything includes mail.
     */
    public boolean includes(CapabilityClass other) {
        return action.includes(other.action) && (resource == other.resource || resource == ResourceClass.EVERYTHING);
    }

    /** Returns the capability in words, such as "send mail". */
    public String inPlainWords() {
        return CapabilityWords.verb(action) + " " + CapabilityWords.noun(resource);
    }

    @Override
    public String toString() {
        return inPlainWords();
    }
}
