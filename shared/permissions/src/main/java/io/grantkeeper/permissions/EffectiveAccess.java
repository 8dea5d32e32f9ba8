package io.grantkeeper.permissions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeSet;

/**
 * What a whole grant lets one do.
 *
 * @param capabilities without those that another one includes
 * @param notUnderstood in alphabetical order, permissions of which nothing is known, or not what they are about, so that
 *     the capabilities are a lower bound
 */
public record EffectiveAccess(SequencedSet<Capability> capabilities, List<String> notUnderstood) {
    public EffectiveAccess {
        capabilities = widest(capabilities);
        notUnderstood = List.copyOf(new TreeSet<>(notUnderstood));
    }

    /** Whether everything the other lets one do, this does as well. */
    public boolean includes(EffectiveAccess other) {
        return other.capabilities.stream().allMatch(this::includes) && notUnderstood.containsAll(other.notUnderstood);
    }

    public boolean includes(Capability capability) {
        return capabilities.stream().anyMatch(held -> held.includes(capability));
    }

    /** Both together. */
    public EffectiveAccess union(EffectiveAccess other) {
        SequencedSet<Capability> all = new TreeSet<>(capabilities);
        all.addAll(other.capabilities);
        List<String> unknown = new ArrayList<>(notUnderstood);
        unknown.addAll(other.notUnderstood);
        return new EffectiveAccess(all, unknown);
    }

    /** What it lets one do in plain words, the weightiest first. */
    public List<String> inPlainWords() {
        return PlainWords.of(capabilities);
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
