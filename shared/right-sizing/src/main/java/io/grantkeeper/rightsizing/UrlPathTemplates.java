package io.grantkeeper.rightsizing;

import java.util.ArrayList;
import java.util.List;

/** Converts a vendor's path template to the segments of a {@link UrlPathTrie}. */
final class UrlPathTemplates {
    private UrlPathTemplates() {}

    /**
     * Returns the segments of a template. A placeholder becomes {@link UrlPathTrie#ANY}; the placeholder {@code {**}}
     * matches all remaining segments.
     */
    static List<String> segments(String template) {
        List<String> steps = new ArrayList<>();
        for (String segment : MicrosoftGraphApiPaths.keysAndFunctions(UrlPathSegments.of(template))) {
            int open = segment.indexOf('{');
            if (open != 0 || segment.equals(UrlPathTrie.REST)) {
                steps.add(segment);
                continue;
            }
            String after = segment.substring(segment.indexOf('}') + 1);
            // After a placeholder, only a colon and a verb are significant, as in {id}:verb. Any other text belongs to
            // the id.
            steps.add(after.startsWith(":") ? UrlPathTrie.ANY + after : UrlPathTrie.ANY);
        }
        return steps;
    }
}
