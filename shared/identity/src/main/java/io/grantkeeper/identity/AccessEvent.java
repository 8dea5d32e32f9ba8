package io.grantkeeper.identity;

import java.time.Instant;
import java.util.SortedMap;

/**
 * Event evidence: one row of a provider's audit log. It records when something happened and who did it. It does not
 * show the current state, which comes from inventory.
 *
 * @param key the provider's own id for the row; the same row has the same key whenever it is read
 * @param about the identity that the row concerns, if named
 * @param actor the person who acted, if named
 * @param at when it happened, by the provider's clock; unknown if the provider does not state it, never Grantkeeper's
 *     own time
 * @param details further facts, small and never secret, such as {@code scopes}
 */
public record AccessEvent(
        String key,
        AccessEventType type,
        KnownOrUnknown<IdentityId> about,
        KnownOrUnknown<PersonId> actor,
        Timestamp at,
        SortedMap<String, String> details) {
    public AccessEvent {
        details = SortedCopies.mapOf(details);
    }

    public AccessEvent(
            String key,
            AccessEventType type,
            KnownOrUnknown<IdentityId> about,
            KnownOrUnknown<PersonId> actor,
            Instant at,
            SortedMap<String, String> details) {
        this(key, type, about, actor, Timestamp.at(at), details);
    }
}
