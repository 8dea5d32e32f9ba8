package io.grantkeeper.identity.store;

import io.grantkeeper.identity.TenantId;
import java.time.Instant;

/** Remembers what was handled, so that a replay is noticed. */
public interface IdempotencyStore {
    /** Whether this key was remembered and has not expired at {@code now}. */
    boolean seen(TenantId tenant, String scope, String key, Instant now);

    /**
     * Remembers a key after its work is durable.
     *
     * @param scope for example {@code webhook/github-acme}
     * @return false where it was remembered already and has not expired
     */
    boolean remember(TenantId tenant, String scope, String key, Instant now, Instant expires);
}
