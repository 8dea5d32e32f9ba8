package io.grantkeeper.behavior.store;

/**
 * A part of a stored profile: values by key. A section retains a limited number of values: the largest ones and, if
 * values are equal, those with the larger key.
 */
public enum ProfileSection {
    /** Single values, such as the first day, each under a fixed number. */
    SCALARS(0, 32, false),
    NETWORKS(1, 24, false),
    COUNTRIES(2, 12, false),
    KINDS(3, 8, false),
    CLIENTS(4, 12, false),
    OPERATIONS(5, 40, false),
    CLASSES(6, 16, false),
    RESOURCES(7, 40, false),
    CREDENTIALS(8, 12, false),
    PEOPLE(9, 32, false),
    /**
     * For each hour of workdays and of weekend days: the last day with activity in that hour, and the number of such
     * days.
     */
    HOURS(10, 48, false),
    /** The current hour and the summary of earlier hours, by kind of activity. */
    TRACKS(11, 6, false),
    /** The count of a day, by kind of activity and day. The latest days are retained. */
    DAYS(12, 216, true),
    EVIDENCE(13, 11, false),
    REPORTED(14, 16, false),
    /** When a credential was added. */
    ADDED(15, 12, false),
    /** When a credential was removed. */
    REMOVED(16, 12, false),
    OWNERS(17, 8, false),
    ACCESSES(18, 24, false),
    /** The ids under which logs name an identity or a person. */
    IDS(19, 6, false),
    /** The activity records that this profile already includes, so that a redelivered record changes nothing. */
    APPLIED(20, 64, false),
    /** The places from which a person signed in. */
    WHEREABOUTS(21, 16, false),
    /** The tokens that belong to a person. */
    TOKENS(22, 12, false),
    ADMINISTERS(23, 32, false),
    /** For each value, the number of a connection's identities that show it. */
    SHARERS(24, 400, false),
    /** The identities that recently moved to a network. */
    MOVERS(25, 200, false),
    /** The names of a connection's identities. */
    NAMES(26, 600, false),
    LARGEST_HOURS(27, 64, false),
    TYPICAL_HOURS(28, 64, false),
    /**
     * A sketch from which the number of a connection's identities is estimated: for each of 256 buckets, the longest
     * run of
     * zeros.
     */
    IDENTITY_SKETCH(29, 256, false),
    /** People's answers about signals, by type and value. */
    ANSWERS(30, 16, false),
    /** The hourly activity of an identity that is active in nearly every hour. */
    SERIES(31, 24, false),
    /** The peer groups in which an identity is counted. */
    PEERS(32, 8, false),
    /** For each peer group of a connection, the number of identities and the number of values in the group. */
    PEER_GROUPS(33, 400, false),
    /** For each value, the number of identities in a peer group that showed it. */
    PEER_VALUES(34, 1_600, false);

    private final int code;
    private final int limit;
    private final boolean latestKeys;

    ProfileSection(int code, int limit, boolean latestKeys) {
        this.code = code;
        this.limit = limit;
        this.latestKeys = latestKeys;
    }

    /**
     * Returns the key under which a section stores a string: a 64-bit hash (FNV-1a with a final mix) that is never 0.
     */
    public static long keyOf(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash ^= hash >>> 32;
        hash *= 0x9E3779B97F4A7C15L;
        hash ^= hash >>> 29;
        return hash == 0 ? 1 : hash;
    }

    int code() {
        return code;
    }

    int limit() {
        return limit;
    }

    /** Returns whether the values with the largest keys are retained instead of the largest values. */
    boolean keepsLatestKeys() {
        return latestKeys;
    }

    static ProfileSection ofCode(int code) {
        for (ProfileSection section : values()) {
            if (section.code == code) {
                return section;
            }
        }
        throw new IllegalArgumentException(
                "a stored profile has a section %d, which this release does not know".formatted(code));
    }
}
