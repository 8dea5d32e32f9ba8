package io.grantkeeper.permissions;

import java.util.List;

/**
 * The result of comparing two observations of a grant.
 *
 * @param added permissions that no earlier permission implies, as spelled in the new observation
 * @param removed permissions that no current permission implies, as spelled in the old observation
 * @param gained what expanded, in plain language, for example a new capability, another redirect host or a later
 *     expiry; empty unless the grant expanded
 * @param lost what was reduced, in plain language, for example a lost capability or an earlier expiry
 * @param notes attributes that became known or unknown; these count neither as a gain nor as a loss
 * @param sentence the whole result as one sentence for a person
 */
public record GrantComparisonResult(
        GrantComparisonVerdict verdict,
        List<String> added,
        List<String> removed,
        List<String> gained,
        List<String> lost,
        List<String> notes,
        String sentence) {
    public GrantComparisonResult {
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
