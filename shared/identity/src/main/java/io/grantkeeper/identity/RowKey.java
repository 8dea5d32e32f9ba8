package io.grantkeeper.identity;

import java.util.Comparator;

/**
 * The key of a stored row within a tenant.
 *
 * @param owner the text form of the identity or person that the row belongs to; for an event that names no identity,
 *         the word {@code connection}
 * @param part the part of the key that distinguishes the owner's rows; empty for the identity or person itself
 */
public record RowKey(RowType type, String owner, String part) implements Comparable<RowKey> {
    private static final Comparator<RowKey> ORDER =
            Comparator.comparing(RowKey::type).thenComparing(RowKey::owner).thenComparing(RowKey::part);

    /** The owner of events that name no identity. */
    public static final String NO_IDENTITY = "connection";

    public static RowKey identity(IdentityId id) {
        return new RowKey(RowType.IDENTITY, id.toString(), "");
    }

    public static RowKey grant(IdentityId identityId, String key) {
        return new RowKey(RowType.GRANT, identityId.toString(), key);
    }

    public static RowKey credential(IdentityId identityId, String key) {
        return new RowKey(RowType.CREDENTIAL, identityId.toString(), key);
    }

    public static RowKey person(PersonId id) {
        return new RowKey(RowType.PERSON, id.toString(), "");
    }

    /**
     * Returns the key of an event. It starts with the time if the provider states one. Nothing in it depends on when
     * Grantkeeper received the event, so an event that is replayed later has the same key.
     */
    public static RowKey event(AccessEvent event) {
        String owner = event.about().map(IdentityId::toString).toOptional().orElse(NO_IDENTITY);
        return new RowKey(
                RowType.EVENT,
                owner,
                event.at().toOptional().map(at -> at + "/").orElse("") + event.key());
    }

    /** Returns the key of an observation that contains one day's usage. */
    public static RowKey usage(DailyUsage usage) {
        return new RowKey(RowType.USAGE, usage.identity().toString(), usage.day() + "/" + who(usage.onBehalfOf()));
    }

    /** Returns the key of the single stored row that contains the usage of all days on behalf of one person. */
    public static RowKey usage(UsageHistory usage) {
        return new RowKey(RowType.USAGE, usage.identity().toString(), who(usage.onBehalfOf()));
    }

    private static String who(KnownOrUnknown<PersonId> onBehalfOf) {
        return onBehalfOf.map(PersonId::toString).toOptional().orElse("");
    }

    @Override
    public int compareTo(RowKey other) {
        return ORDER.compare(this, other);
    }

    /** Returns the key in one line: the letter of its type, the owner and the part, separated by vertical bars. */
    @Override
    public String toString() {
        return type.letter() + "|" + owner + "|" + part;
    }
}
