package io.grantkeeper.permissions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeSet;

/**
 * The access that all permissions of a grant give together.
 *
 * @param capabilities the capabilities, without any capability that another one includes
 * @param notUnderstood permissions, in alphabetical order, whose meaning or resource is unknown; if there are any, the
 *     identity may be able to do more than {@code capabilities} says
 * @param inferred permissions, in alphabetical order, whose meaning is inferred from the structure of their names
 * @param unbounded whether a capability could be limited to some resources, but nothing states whether it is
 */
public record EffectiveAccess(
        SequencedSet<Capability> capabilities, List<String> notUnderstood, List<String> inferred, boolean unbounded) {
    public EffectiveAccess {
        capabilities = widest(capabilities);
        notUnderstood = List.copyOf(new TreeSet<>(notUnderstood));
        inferred = List.copyOf(new TreeSet<>(inferred));
    }

    /** Creates access whose meaning and limits are certain. */
    public EffectiveAccess(SequencedSet<Capability> capabilities, List<String> notUnderstood) {
        this(capabilities, notUnderstood, List.of(), false);
    }

    /** Returns whether this access includes everything that the other allows. */
    public boolean includes(EffectiveAccess other) {
        return other.capabilities.stream().allMatch(this::includes) && notUnderstood.containsAll(other.notUnderstood);
    }

    public boolean includes(Capability capability) {
        return capabilities.stream().anyMatch(held -> held.includes(capability));
    }

    /** Returns the combination of this access and the other. */
    public EffectiveAccess union(EffectiveAccess other) {
        SequencedSet<Capability> all = new TreeSet<>(capabilities);
        all.addAll(other.capabilities);
        List<String> unknown = new ArrayList<>(notUnderstood);
        unknown.addAll(other.notUnderstood);
        List<String> guessed = new ArrayList<>(inferred);
        guessed.addAll(other.inferred);
        return new EffectiveAccess(all, unknown, guessed, unbounded || other.unbounded);
    }

    /** Describes the access in plain language, with the most important capabilities first. */
    public List<String> inPlainWords() {
        return CapabilityText.of(capabilities);
    }

    private static SequencedSet<Capability> widest(Collection<Capability> all) {
        SequencedSet<Capability> kept = new TreeSet<>();
        for (Capability one : all) {
            if (all.stream().noneMatch(other -> !other.equals(one) && other.includes(one))) {
                kept.add(one);
            }
        }
        return kept;
    }
}
