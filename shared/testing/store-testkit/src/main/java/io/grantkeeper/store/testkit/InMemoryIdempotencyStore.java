package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.IdempotencyStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * An {@code IdempotencyStore} that stores its data in memory. Tests use it in place of the DynamoDB
 * implementation.
 */
public final class InMemoryIdempotencyStore implements IdempotencyStore {
    private final Map<Key, Instant> expiries = new HashMap<>();

    private record Key(TenantId tenant, String scope, String key) {}

    @Override
    public synchronized boolean seen(TenantId tenant, String scope, String key, Instant now) {
        Instant expires = expiries.get(new Key(tenant, scope, key));
        return expires != null && expires.isAfter(now);
    }

    @Override
    public synchronized boolean remember(TenantId tenant, String scope, String key, Instant now, Instant expires) {
        if (seen(tenant, scope, key, now)) {
            return false;
        }
        expiries.put(new Key(tenant, scope, key), expires);
        return true;
    }
}
