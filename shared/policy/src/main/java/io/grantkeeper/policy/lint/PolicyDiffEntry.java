package io.grantkeeper.policy.lint;

import java.util.List;

/**
 * One difference between two sets of policies, and its effect.
 *
 * @param policy the policy that was added, removed or changed, or the set's name if its settings changed
 * @param what the changes in plain words, one line each
 * @param examples requests for which the decision changes, one for each kind of change; empty if the difference has no
 *     effect on decisions
 */
public record PolicyDiffEntry(String policy, List<String> what, List<Different> examples) {
    /** A request with its decisions before and after the change. */
    public record Different(LintExample before, LintExample after) {}

    public PolicyDiffEntry {
        what = List.copyOf(what);
        examples = List.copyOf(examples);
    }
}
