package io.grantkeeper.identity.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A row with the store's metadata.
 *
 * @param firstSeen when the row was first observed
 * @param observedAt when the stored content was observed
 * @param removedAt when a complete listing first showed that the row was removed; empty while the row is live
 * @param baseline whether the row was first observed before the first complete sweep of the connection ended
 * @param listed whether a listing has contained the row itself. An identity that was observed only through its grants
 *     or credentials is not listed: nothing else shows that it exists
 */
public record StoredRecord<T>(
        T content,
        Instant firstSeen,
        Instant observedAt,
        Optional<Instant> removedAt,
        boolean baseline,
        boolean listed) {
    /** Creates a row that no listing has contained. */
    public StoredRecord(
            T content, Instant firstSeen, Instant observedAt, Optional<Instant> removedAt, boolean baseline) {
        this(content, firstSeen, observedAt, removedAt, baseline, false);
    }

    public boolean isLive() {
        return removedAt.isEmpty();
    }
}
