package io.grantkeeper.policy.lint;

import java.util.List;

/**
 * What one difference between two sets of policies does.
 *
 * @param policy that was added, removed or changed; the set's own name for its settings
 * @param what happened to it, in plain words, one line each
 * @param examples requests that are answered differently now, one for each way in which they are; none where the change
 *     has no effect
 */
public record Change(String policy, List<String> what, List<Different> examples) {
    /** A request with both answers. */
    public record Different(Example before, Example after) {}

    public Change {
        what = List.copyOf(what);
        examples = List.copyOf(examples);
    }
}
