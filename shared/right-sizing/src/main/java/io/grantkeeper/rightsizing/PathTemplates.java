package io.grantkeeper.rightsizing;

import java.util.ArrayList;
import java.util.List;

/** Converts a vendor's path template to the segments of a {@link PathTrie}. */
final class PathTemplates {
    private PathTemplates() {}

    /**
     * Returns the segments of a template. A placeholder becomes {@link PathTrie#ANY}; the placeholder {@code {**}}
     * matches all remaining segments.
     */
    static List<String> segments(String template) {
        List<String> steps = new ArrayList<>();
        for (String segment : MicrosoftGraphPaths.keysAndFunctions(PathSegments.of(template))) {
            int open = segment.indexOf('{');
            if (open != 0 || segment.equals(PathTrie.REST)) {
                steps.add(segment);
                continue;
            }
            String after = segment.substring(segment.indexOf('}') + 1);
            // After a placeholder, only a colon and a verb are significant, as in {id}:verb. Any other text belongs to
            // the id.
            steps.add(after.startsWith(":") ? PathTrie.ANY + after : PathTrie.ANY);
        }
        return steps;
    }
}
