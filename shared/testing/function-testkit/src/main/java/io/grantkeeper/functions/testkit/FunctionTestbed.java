package io.grantkeeper.functions.testkit;

import io.grantkeeper.behavior.store.ActivityStore;
import io.grantkeeper.connector.Connector;
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
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.IdempotencyStore;
import io.grantkeeper.identity.store.PartitionDigestStore;
import io.grantkeeper.identity.store.PushSubscriptionStore;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.work.ParkingQueue;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.identity.work.WorkQueue;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryActivityStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryIdempotencyStore;
import io.grantkeeper.store.testkit.InMemoryParkingQueue;
import io.grantkeeper.store.testkit.InMemoryPartitionDigestStore;
import io.grantkeeper.store.testkit.InMemoryPushSubscriptionStore;
import io.grantkeeper.store.testkit.InMemorySweepStore;
import io.grantkeeper.store.testkit.InMemoryWorkQueue;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.ModelSamples;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** A test environment for functions: one tenant with one connection to a scripted provider, with in-memory ports. */
public final class FunctionTestbed implements BeanRegistrar {
    public static final TenantId TENANT = new TenantId("acme");

    /** Wraps every port before a function uses it, for example to interrupt calls. */
    @FunctionalInterface
    public interface Wrapping {
        <T> T wrap(Class<T> port, T real);

        static Wrapping none() {
            return new Wrapping() {
                @Override
                public <T> T wrap(Class<T> port, T real) {
                    return real;
                }
            };
        }
    }

    public final ManualClock clock = new ManualClock(ModelSamples.NOON);
    public final ScriptedConnector connector = new ScriptedConnector();
    public final InMemoryFindingStore findings = new InMemoryFindingStore();
    public final InMemoryAccessStore access = new InMemoryAccessStore(findings);
    public final InMemoryActivityStore activities = new InMemoryActivityStore();
    public final InMemoryPartitionDigestStore digests = new InMemoryPartitionDigestStore();
    public final InMemorySweepStore sweeps = new InMemorySweepStore();
    public final InMemoryIdempotencyStore handled = new InMemoryIdempotencyStore();
    public final InMemoryPushSubscriptionStore subscriptions = new InMemoryPushSubscriptionStore();
    public final InMemoryWorkQueue<SyncWork> queue = new InMemoryWorkQueue<>(clock);
    public final InMemoryParkingQueue deadLetters = new InMemoryParkingQueue();
    public final Connection connection =
            Connection.of(TENANT, ModelSamples.ACME, ModelSamples.GOOGLE, Map.of(), Map.of());

    /** The remaining time that every invocation reports to the functions. */
    public Duration remaining = Duration.ofMinutes(15);

    private Wrapping withWrapping = Wrapping.none();

    public FunctionTestbed withWrapping(Wrapping newWrapping) {
        withWrapping = newWrapping;
        return this;
    }

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        port(registry, Clock.class, clock);
        port(registry, RemainingTime.class, () -> remaining);
        port(registry, ActivityStore.class, withWrapping.wrap(ActivityStore.class, activities));
        port(registry, AccessStore.class, withWrapping.wrap(AccessStore.class, access));
        port(registry, PartitionDigestStore.class, withWrapping.wrap(PartitionDigestStore.class, digests));
        port(registry, SweepStore.class, withWrapping.wrap(SweepStore.class, sweeps));
        port(registry, IdempotencyStore.class, withWrapping.wrap(IdempotencyStore.class, handled));
        port(registry, PushSubscriptionStore.class, withWrapping.wrap(PushSubscriptionStore.class, subscriptions));
        port(registry, ParkingQueue.class, withWrapping.wrap(ParkingQueue.class, deadLetters));
        registry.registerBean("syncQueue", WorkQueueTypes.SYNC_QUEUE, spec -> spec.supplier(_ -> wrappedQueue()));
        port(registry, ConnectionLookup.class, lookup(connection, connector, clock));
        port(registry, WebhookAddress.class, new WebhookAddress(Optional.of(URI.create("https://hooks.example/"))));
        registry.registerBean(
                RereadScheduler.class,
                spec -> spec.supplier(ports -> new RereadScheduler(
                        ports.bean(WorkQueueTypes.SYNC_QUEUE),
                        ports.bean(IdempotencyStore.class),
                        clock,
                        RereadScheduler.WINDOW)));
    }

    @SuppressWarnings("unchecked")
    private WorkQueue<SyncWork> wrappedQueue() {
        return withWrapping.wrap(WorkQueue.class, queue);
    }

    /** Returns a lookup that knows one connection, whose sessions have no credentials and no rate limit. */
    public static ConnectionLookup lookup(Connection connection, Connector connector, Clock clock) {
        var sessions = new SessionFactory(
                (_, _) -> Optional.empty(), _ -> RateBudget.unlimited(), clock, ProviderHttpOptions.standard());
        return new ConnectionLookup(
                ConfiguredConnections.of(List.of(connection)),
                new ConnectorRegistry(List.of(connector)),
                sessions::open);
    }

    /** Registers a port. */
    public static <T> void port(BeanRegistry registry, Class<T> type, T value) {
        registry.registerBean(type, spec -> spec.supplier(_ -> value));
    }
}
