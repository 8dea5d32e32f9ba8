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
 */
public record StoredRecord<T>(
        T content, Instant firstSeen, Instant observedAt, Optional<Instant> removedAt, boolean baseline) {
    public boolean isLive() {
        return removedAt.isEmpty();
    }
}
