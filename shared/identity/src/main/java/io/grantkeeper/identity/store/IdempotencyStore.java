package io.grantkeeper.identity.store;

import io.grantkeeper.identity.TenantId;
import java.time.Instant;

/** Stores the keys of deliveries that have been handled, so that duplicates can be detected. */
public interface IdempotencyStore {
    /** Returns whether this key is stored and has not expired at {@code now}. */
    boolean seen(TenantId tenant, String scope, String key, Instant now);

    /**
     * Stores the key of a delivery once the work for this delivery is durable.
     *
     * @param scope the scope within which the key is unique, for example {@code webhook/github-acme}
     * @return false if the key was already stored and has not expired
     */
    boolean remember(TenantId tenant, String scope, String key, Instant now, Instant expires);
}
