package io.grantkeeper.permissions;

import java.util.Locale;

/** How far a capability reaches, from narrow to wide. */
public enum Reach {
    /** Only what the app itself created. */
    OWN('o'),
    /** Only items, repositories or places that someone chose for it. */
    SELECTED('s'),
    /** What belongs to one person. */
    PERSON('p'),
    /** Everything that one person can reach, what others shared with them included. */
    VISIBLE('v'),
    /** Everything in the organisation, whoever it belongs to. */
    TENANT('t');

    private final char code;

    Reach(char code) {
        this.code = code;
    }

    char code() {
        return code;
    }

    /** The lower-case name used in JSON. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether this reach contains the other. Items chosen for an app need not be its person's own, so not every pair compares. */
    public boolean includes(Reach other) {
        return compareTo(other) >= 0 && !(this == PERSON && other == SELECTED);
    }

    static Reach ofCode(char code) {
        for (Reach reach : values()) {
            if (reach.code == code) {
                return reach;
            }
        }
        throw new IllegalArgumentException("No reach has the code '" + code + "'");
    }
}
