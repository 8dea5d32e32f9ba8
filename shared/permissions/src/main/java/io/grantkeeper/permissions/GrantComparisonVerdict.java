package io.grantkeeper.permissions;

import java.util.Locale;

/** How an observation of a grant compares with the previous observation. */
public enum GrantComparisonVerdict {
    /** Allows less than before, and nothing that it did not allow before. */
    NARROWED,
    /** The same permissions, in any order or spelling. */
    SAME,
    /** Different permissions with the same effective access. */
    REWRITTEN,
    /** Allows something that it did not allow before, even if it lost something else. */
    EXPANDED;

    /** Returns the lowercase name for JSON. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
