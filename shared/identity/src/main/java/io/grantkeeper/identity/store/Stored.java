package io.grantkeeper.identity.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A row with what the store knows of it.
 *
 * @param firstSeen when it was first observed
 * @param observedAt when the content that is stored was observed
 * @param removedAt when a complete listing first showed it gone; empty while it is live
 * @param baseline whether it was first seen before the connection had been swept completely once
 */
public record Stored<T>(
        T content, Instant firstSeen, Instant observedAt, Optional<Instant> removedAt, boolean baseline) {
    public boolean isLive() {
        return removedAt.isEmpty();
    }
}
