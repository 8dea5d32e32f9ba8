package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.RateBudgetState;
import io.grantkeeper.identity.store.RateBudgetStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A {@code RateBudgetStore} that stores its data in memory. Tests use it in place of the DynamoDB
 * implementation.
 */
public final class InMemoryRateBudgetStore implements RateBudgetStore {
    private final Map<Key, RateBudgetState> windows = new HashMap<>();
    private final Map<Key, Instant> blocks = new HashMap<>();

    private record Key(TenantId tenant, ConnectionId connection, String bucket) {}

    @Override
    public synchronized Lease lease(TenantId tenant, ConnectionId connection, Limit limit, int wanted, Instant now) {
        Key key = new Key(tenant, connection, limit.bucket());
        RateBudgetState before = windows.getOrDefault(key, RateBudgetState.unused());
        RateBudgetState.Leased leased =
                before.block(blocks.getOrDefault(key, Instant.EPOCH)).lease(limit.capacity(), limit.per(), wanted, now);
        windows.put(key, leased.window());
        return leased.lease();
    }

    @Override
    public synchronized void block(TenantId tenant, ConnectionId connection, String bucket, Instant until) {
        blocks.merge(new Key(tenant, connection, bucket), until, (a, b) -> a.isAfter(b) ? a : b);
    }
}
