package io.grantkeeper.permissions;

import java.util.Locale;

/** The reach of a capability, from narrow to wide. */
public enum CapabilityReach {
    /** Only items that the app itself created. */
    OWN('o'),
    /** Only items, repositories or other containers that someone selected for the app. */
    SELECTED('s'),
    /** Items that belong to one person. */
    PERSON('p'),
    /** Everything that one person can access, including what others have shared with them. */
    VISIBLE('v'),
    /** Everything in the organization, no matter who owns it. */
    TENANT('t');

    private final char code;

    CapabilityReach(char code) {
        this.code = code;
    }

    char code() {
        return code;
    }

    /** Returns the lowercase name for JSON. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns whether this reach includes the other. Some pairs are not comparable: for example, items that were
     * selected for an app do not necessarily belong to the app's user.
     */
    public boolean includes(CapabilityReach other) {
        return compareTo(other) >= 0 && !(this == PERSON && other == SELECTED);
    }

    static CapabilityReach ofCode(char code) {
        for (CapabilityReach reach : values()) {
            if (reach.code == code) {
                return reach;
            }
        }
        throw new IllegalArgumentException("unknown reach code '" + code + "'");
    }
}
