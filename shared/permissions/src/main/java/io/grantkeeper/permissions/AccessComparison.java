package io.grantkeeper.permissions;

import java.util.List;

/**
 * The result of comparing two observations of a grant.
 *
 * @param added permissions, in their new spelling, that no earlier permission implies
 * @param removed permissions, in their old spelling, that no current permission implies
 * @param gained in plain language, what the identity can newly do or be used with; empty unless the grant expanded
 * @param lost in plain language, what the identity can no longer do
 * @param notes members that became known or unknown; these count neither as a gain nor as a loss
 * @param sentence the whole result as one sentence for a person
 */
public record AccessComparison(
        GrantComparisonVerdict verdict,
        List<String> added,
        List<String> removed,
        List<String> gained,
        List<String> lost,
        List<String> notes,
        String sentence) {
    public AccessComparison {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        gained = List.copyOf(gained);
        lost = List.copyOf(lost);
        notes = List.copyOf(notes);
    }

    public boolean expanded() {
        return verdict == GrantComparisonVerdict.EXPANDED;
    }
}
