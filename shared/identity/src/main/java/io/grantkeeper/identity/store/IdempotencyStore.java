package io.grantkeeper.identity.store;

import io.grantkeeper.identity.TenantId;
import java.time.Instant;

/** Stores the keys of handled deliveries to detect duplicates. */
public interface IdempotencyStore {
    /** Returns whether this key is stored and has not expired at {@code now}. */
    boolean seen(TenantId tenant, String scope, String key, Instant now);

    /**
     * Stores a key once its work is durable.
     *
     * @param scope for example {@code webhook/github-acme}
     * @return false if it was already stored and has not expired
     */
    boolean remember(TenantId tenant, String scope, String key, Instant now, Instant expires);
}
