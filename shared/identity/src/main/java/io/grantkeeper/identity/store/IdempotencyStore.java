package io.grantkeeper.identity.store;

import io.grantkeeper.identity.TenantId;
import java.time.Instant;

/** Stores the keys of deliveries that have been handled, so that duplicates can be detected. */
public interface IdempotencyStore {
    /** Returns whether this key is stored and has not expired at {@code now}. */
    boolean seen(TenantId tenant, String scope, String key, Instant now);

    /**
     * Stores a key. For a delivery, call this method after the work is durable. Otherwise, the work would be lost after
     * an interruption, because the repeated delivery would count as a duplicate.
     *
     * @param scope the scope within which the key is unique, for example {@code webhook/github-acme}
     * @return false if the key was already stored and has not expired
     */
    boolean remember(TenantId tenant, String scope, String key, Instant now, Instant expires);
}
