package io.grantkeeper.permissions;

import java.util.Locale;

/** How one observation of a grant relates to the one before it. */
public enum Verdict {
    /** Reaches less, and nothing more. */
    NARROWED,
    /** The same grant, in whatever order or spelling. */
    SAME,
    /** Other permissions for the same effective reach. */
    REWRITTEN,
    /** Reaches something it did not reach before, whatever else it lost. */
    EXPANDED;

    /** The lower-case name used in JSON. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
