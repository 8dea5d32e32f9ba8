package io.grantkeeper.rightsizing;

import java.util.ArrayList;
import java.util.List;

/** Turns a vendor's path template into the steps of a {@link PathTrie}. */
final class Templates {
    private Templates() {}

    /** Placeholders become {@link PathTrie#ANY}; one called {@code {**}} stands for all that follows. */
    static List<String> segments(String template) {
        List<String> steps = new ArrayList<>();
        for (String segment : GraphPaths.keysAndFunctions(PathSegments.of(template))) {
            int open = segment.indexOf('{');
            if (open != 0 || segment.equals(PathTrie.REST)) {
                steps.add(segment);
                continue;
            }
            String after = segment.substring(segment.indexOf('}') + 1);
            // Only a verb after a colon is kept: {id}:verb. Anything else behind a placeholder is a part of the id.
            steps.add(after.startsWith(":") ? PathTrie.ANY + after : PathTrie.ANY);
        }
        return steps;
    }
}
