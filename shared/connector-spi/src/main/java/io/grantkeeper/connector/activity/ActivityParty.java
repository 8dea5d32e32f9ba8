package io.grantkeeper.connector.activity;

import java.util.List;

/**
 * The identity, person or service that a row names.
 *
 * @param ids every id of this party in the row, such as {@code app/…} and {@code principal/…}; the first is preferred.
 *     Empty if the row names nobody
 * @param name the display name; empty if the row contains none
 */
public record ActivityParty(Kind kind, List<String> ids, String name) {
    /** The kinds of parties. */
    public enum Kind {
        APP,
        SERVICE_ACCOUNT,
        BOT,
        /** A token or key that belongs to no app. */
        TOKEN,
        PERSON,
        /** The vendor, or nobody in particular. */
        VENDOR
    }

    /** The value for rows that name nobody. */
    public static final ActivityParty NONE = new ActivityParty(Kind.VENDOR, List.of(), "");

    public ActivityParty {
        ids = List.copyOf(ids);
    }

    public static ActivityParty of(Kind kind, String id, String name) {
        return id.isEmpty() ? NONE : new ActivityParty(kind, List.of(id), name);
    }

    public boolean isKnown() {
        return !ids.isEmpty();
    }

    /**
     * Returns the party that an activity by this actor is about: the actor itself if it is an identity or if the row
     * names no target; otherwise, the target.
     */
    public ActivityParty orTarget(ActivityParty target) {
        return isIdentity() || !target.isKnown() ? this : target;
    }

    /** Returns whether this party is a non-human identity that the row names. */
    public boolean isIdentity() {
        return isKnown() && kind != Kind.PERSON && kind != Kind.VENDOR;
    }

    /** Returns whether this party and another share an id. */
    public boolean isSameAs(ActivityParty other) {
        return ids.stream().anyMatch(other.ids::contains);
    }
}
