package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.PushSubscriptionStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@code PushSubscriptionStore} that stores its data in memory. Tests use it in place of the DynamoDB
 * implementation.
 */
public final class InMemoryPushSubscriptionStore implements PushSubscriptionStore {
    private final Map<Key, List<ActiveSubscription>> kept = new HashMap<>();

    private record Key(TenantId tenant, ConnectionId connection) {}

    @Override
    public synchronized List<ActiveSubscription> active(TenantId tenant, ConnectionId connection) {
        return kept.getOrDefault(new Key(tenant, connection), List.of());
    }

    @Override
    public synchronized void replace(TenantId tenant, ConnectionId connection, List<ActiveSubscription> subscriptions) {
        kept.put(new Key(tenant, connection), List.copyOf(subscriptions));
    }
}
