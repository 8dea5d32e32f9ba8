package io.grantkeeper.permissions;

import java.util.List;

/**
 * What changed in a grant.
 *
 * @param added permissions, as written after, that nothing held before implies
 * @param removed permissions, as written before, that nothing held after implies
 * @param gained what it can do or be used with now, in plain words; empty unless expanded
 * @param lost what it no longer can, in plain words
 * @param notes what became known or unknown, which is neither growth nor loss
 * @param sentence all of it in one sentence for a person
 */
public record Comparison(
        Verdict verdict,
        List<String> added,
        List<String> removed,
        List<String> gained,
        List<String> lost,
        List<String> notes,
        String sentence) {
    public Comparison {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        gained = List.copyOf(gained);
        lost = List.copyOf(lost);
        notes = List.copyOf(notes);
    }

    public boolean expanded() {
        return verdict == Verdict.EXPANDED;
    }
}
