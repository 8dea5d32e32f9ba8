package io.grantkeeper.demo;

import io.grantkeeper.behavior.store.ActivityStore;
import io.grantkeeper.connector.http.ProviderHttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.functions.connections.ConfiguredConnections;
import io.grantkeeper.functions.connections.ConnectionLookup;
import io.grantkeeper.functions.connections.WebhookAddress;
import io.grantkeeper.functions.runtime.RemainingTime;
import io.grantkeeper.functions.runtime.WorkQueueTypes;
import io.grantkeeper.functions.work.RereadScheduler;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.PartitionDigestStore;
import io.grantkeeper.identity.store.PushSubscriptionStore;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.work.ParkingQueue;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.simulator.company.SimulatedClock;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryActivityStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryIdempotencyStore;
import io.grantkeeper.store.testkit.InMemoryParkingQueue;
import io.grantkeeper.store.testkit.InMemoryPartitionDigestStore;
import io.grantkeeper.store.testkit.InMemoryPushSubscriptionStore;
import io.grantkeeper.store.testkit.InMemoryRateBudgetStore;
import io.grantkeeper.store.testkit.InMemorySweepStore;
import io.grantkeeper.store.testkit.InMemoryWorkQueue;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** In-memory ports of the functions that sweep, for one simulated tenant in virtual time. */
record SweepPorts(
        DemoTenant tenant,
        SimulatedClock clock,
        InMemorySweepStore sweeps,
        InMemoryPartitionDigestStore digests,
        InMemoryParkingQueue deadLetters,
        InMemoryWorkQueue<SyncWork> queue)
        implements BeanRegistrar {
    SweepPorts(DemoTenant tenant, SimulatedClock clock) {
        this(
                tenant,
                clock,
                new InMemorySweepStore(),
                new InMemoryPartitionDigestStore(),
                new InMemoryParkingQueue(),
                new InMemoryWorkQueue<>(clock));
    }

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        InMemoryIdempotencyStore handled = new InMemoryIdempotencyStore();
        port(registry, Clock.class, clock);
        port(registry, RemainingTime.class, () -> Duration.ofMinutes(15));
        port(registry, AccessStore.class, new InMemoryAccessStore(new InMemoryFindingStore()));
        port(registry, PartitionDigestStore.class, digests);
        port(registry, ActivityStore.class, new InMemoryActivityStore());
        port(registry, SweepStore.class, sweeps);
        port(registry, PushSubscriptionStore.class, new InMemoryPushSubscriptionStore());
        port(registry, ParkingQueue.class, deadLetters);
        registry.registerBean("syncQueue", WorkQueueTypes.SYNC_QUEUE, spec -> spec.supplier(_ -> queue));
        port(registry, RereadScheduler.class, new RereadScheduler(queue, handled, clock, RereadScheduler.WINDOW));
        port(registry, WebhookAddress.class, new WebhookAddress(Optional.empty()));
        port(registry, ConnectionLookup.class, connectionLookup());
    }

    private ConnectionLookup connectionLookup() {
        var budgets = new InMemoryRateBudgetStore();
        var sessions = new SessionFactory(
                (_, slot) -> Optional.ofNullable(tenant.secrets().get(slot)).map(Secret::of),
                connection -> RateBudget.shared(budgets, connection, clock),
                clock,
                ProviderHttpOptions.standard());
        return new ConnectionLookup(
                ConfiguredConnections.of(List.of(tenant.connection())), ConnectorRegistry.standard(), sessions::open);
    }

    private static <T> void port(BeanRegistry registry, Class<T> type, T value) {
        registry.registerBean(type, spec -> spec.supplier(_ -> value));
    }
}
