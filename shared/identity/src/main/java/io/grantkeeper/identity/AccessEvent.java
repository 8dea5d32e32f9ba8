package io.grantkeeper.identity;

import java.time.Instant;
import java.util.SortedMap;

/**
 * Event evidence: one row of a provider's audit log. It says when and by whom; what holds now comes from inventory.
 *
 * @param key the provider's own id of the row: the same row read twice has the same key
 * @param about the identity that it speaks of, where the row names one
 * @param actor who did it, where the row names a person
 * @param details further facts, small and never secret, for example {@code scopes}
 */
public record AccessEvent(
        String key,
        AccessEventType type,
        Knowledge<IdentityId> about,
        Knowledge<PersonId> actor,
        Instant at,
        SortedMap<String, String> details) {
    public AccessEvent {
        details = Sorted.map(details);
    }
}
