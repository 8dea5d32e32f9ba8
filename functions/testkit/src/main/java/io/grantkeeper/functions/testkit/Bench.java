package io.grantkeeper.functions.testkit;

import io.grantkeeper.connector.http.HttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.functions.connections.Connections;
import io.grantkeeper.functions.connections.Switchboard;
import io.grantkeeper.functions.connections.WebhookAddress;
import io.grantkeeper.functions.runtime.Ports;
import io.grantkeeper.functions.runtime.RemainingTime;
import io.grantkeeper.functions.work.Rereads;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.DigestStore;
import io.grantkeeper.identity.store.IdempotencyStore;
import io.grantkeeper.identity.store.SubscriptionStore;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.work.DeadLetters;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.identity.work.WorkQueue;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryDeadLetters;
import io.grantkeeper.store.testkit.InMemoryDigestStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryIdempotencyStore;
import io.grantkeeper.store.testkit.InMemorySubscriptionStore;
import io.grantkeeper.store.testkit.InMemorySweepStore;
import io.grantkeeper.store.testkit.InMemoryWorkQueue;
import io.grantkeeper.store.testkit.Samples;
import io.grantkeeper.store.testkit.SteppingClock;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** One tenant with one connection to a scripted provider, on in-memory ports. */
public final class Bench implements BeanRegistrar {
    public static final TenantId TENANT = new TenantId("acme");

    /** Wraps every port on its way to the functions, for example to let it die. */
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

    public final SteppingClock clock = new SteppingClock(Samples.NOON);
    public final ScriptedConnector connector = new ScriptedConnector();
    public final InMemoryFindingStore findings = new InMemoryFindingStore();
    public final InMemoryAccessStore access = new InMemoryAccessStore(findings);
    public final InMemoryDigestStore digests = new InMemoryDigestStore();
    public final InMemorySweepStore sweeps = new InMemorySweepStore();
    public final InMemoryIdempotencyStore handled = new InMemoryIdempotencyStore();
    public final InMemorySubscriptionStore subscriptions = new InMemorySubscriptionStore();
    public final InMemoryWorkQueue<SyncWork> queue = new InMemoryWorkQueue<>(clock);
    public final InMemoryDeadLetters deadLetters = new InMemoryDeadLetters();
    public final Connection connection = Connection.of(TENANT, Samples.ACME, Samples.GOOGLE, Map.of(), Map.of());

    /** What the functions believe to have left. */
    public Duration remaining = Duration.ofMinutes(15);

    private Wrapping wrapping = Wrapping.none();

    public Bench wrapping(Wrapping newWrapping) {
        wrapping = newWrapping;
        return this;
    }

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        port(registry, Clock.class, clock);
        port(registry, RemainingTime.class, () -> remaining);
        port(registry, AccessStore.class, wrapping.wrap(AccessStore.class, access));
        port(registry, DigestStore.class, wrapping.wrap(DigestStore.class, digests));
        port(registry, SweepStore.class, wrapping.wrap(SweepStore.class, sweeps));
        port(registry, IdempotencyStore.class, wrapping.wrap(IdempotencyStore.class, handled));
        port(registry, SubscriptionStore.class, wrapping.wrap(SubscriptionStore.class, subscriptions));
        port(registry, DeadLetters.class, wrapping.wrap(DeadLetters.class, deadLetters));
        registry.registerBean("syncQueue", Ports.SYNC_QUEUE, spec -> spec.supplier(_ -> wrappedQueue()));
        port(registry, Switchboard.class, switchboard());
        port(registry, WebhookAddress.class, new WebhookAddress(Optional.of(URI.create("https://hooks.example/"))));
        registry.registerBean(
                Rereads.class,
                spec -> spec.supplier(ports -> new Rereads(
                        ports.bean(Ports.SYNC_QUEUE), ports.bean(IdempotencyStore.class), clock, Rereads.WINDOW)));
    }

    @SuppressWarnings("unchecked")
    private WorkQueue<SyncWork> wrappedQueue() {
        return wrapping.wrap(WorkQueue.class, queue);
    }

    private Switchboard switchboard() {
        var sessions = new SessionFactory(
                (_, _) -> Optional.empty(), _ -> RateBudget.unlimited(), clock, HttpOptions.standard());
        return new Switchboard(
                Connections.of(List.of(connection)), new ConnectorRegistry(List.of(connector)), sessions::open);
    }

    private static <T> void port(BeanRegistry registry, Class<T> type, T value) {
        registry.registerBean(type, spec -> spec.supplier(_ -> value));
    }
}
