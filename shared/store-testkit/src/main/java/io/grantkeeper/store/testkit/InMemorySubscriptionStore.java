package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.SubscriptionStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps standing subscriptions in memory. */
public final class InMemorySubscriptionStore implements SubscriptionStore {
    private final Map<Key, List<StandingSubscription>> kept = new HashMap<>();

    private record Key(TenantId tenant, ConnectionId connection) {}

    @Override
    public synchronized List<StandingSubscription> standing(TenantId tenant, ConnectionId connection) {
        return kept.getOrDefault(new Key(tenant, connection), List.of());
    }

    @Override
    public synchronized void replace(
            TenantId tenant, ConnectionId connection, List<StandingSubscription> subscriptions) {
        kept.put(new Key(tenant, connection), List.copyOf(subscriptions));
    }
}
