package io.grantkeeper.demo;

import io.grantkeeper.behavior.store.ActivityStore;
import io.grantkeeper.connector.http.ProviderHttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.functions.connections.ConfiguredConnections;
import io.grantkeeper.functions.connections.ConnectionLookup;
import io.grantkeeper.functions.connections.WebhookAddress;
import io.grantkeeper.functions.detectchanges.DetectionConfig;
import io.grantkeeper.functions.runtime.RemainingTime;
import io.grantkeeper.functions.runtime.WorkQueueTypes;
import io.grantkeeper.functions.work.RereadScheduler;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.ApprovalOfRecordStore;
import io.grantkeeper.identity.store.ExpiringRecordStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdempotencyStore;
import io.grantkeeper.identity.store.IdentityAliasStore;
import io.grantkeeper.identity.store.PartitionDigestStore;
import io.grantkeeper.identity.store.PathFactStore;
import io.grantkeeper.identity.store.PushSubscriptionStore;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.identity.work.ParkingQueue;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.identity.work.WorkQueue;
import io.grantkeeper.ledger.record.InventoryChangeRecorder;
import io.grantkeeper.simulator.company.SimulatedClock;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryActivityStore;
import io.grantkeeper.store.testkit.InMemoryApprovalOfRecordStore;
import io.grantkeeper.store.testkit.InMemoryExpiringRecordStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryIdempotencyStore;
import io.grantkeeper.store.testkit.InMemoryIdentityAliasStore;
import io.grantkeeper.store.testkit.InMemoryLogStore;
import io.grantkeeper.store.testkit.InMemoryParkingQueue;
import io.grantkeeper.store.testkit.InMemoryPartitionDigestStore;
import io.grantkeeper.store.testkit.InMemoryPathFactStore;
import io.grantkeeper.store.testkit.InMemoryPushSubscriptionStore;
import io.grantkeeper.store.testkit.InMemoryRateBudgetStore;
import io.grantkeeper.store.testkit.InMemorySaltStore;
import io.grantkeeper.store.testkit.InMemorySweepStore;
import io.grantkeeper.store.testkit.InMemoryTicketStore;
import io.grantkeeper.store.testkit.InMemoryWorkQueue;
import io.grantkeeper.store.testkit.kill.CrashSimulator;
import io.grantkeeper.targets.ticket.TicketStore;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/**
 * In-memory ports of the functions that plan sweeps, read partitions, receive webhooks and detect changes, for all
 * tenants of a simulated company in virtual time. The process can be killed at each call of a store or a queue.
 */
final class CampaignPorts implements BeanRegistrar {
    final InMemoryTableStream stream = new InMemoryTableStream();
    final InMemoryFindingStore findings = new InMemoryFindingStore();
    final InMemoryAccessStore access = new InMemoryAccessStore(findings, stream);
    final InMemorySweepStore sweeps = new InMemorySweepStore();
    final InMemoryPartitionDigestStore digests = new InMemoryPartitionDigestStore();
    final InMemoryParkingQueue deadLetters = new InMemoryParkingQueue();
    final InMemoryWorkQueue<SyncWork> syncQueue;
    final InMemoryWorkQueue<AlertWork> alertQueue;
    final Overtaking overtaking = new Overtaking();
    private final InMemoryIdempotencyStore handled = new InMemoryIdempotencyStore();
    private final InMemoryPushSubscriptionStore subscriptions = new InMemoryPushSubscriptionStore();
    private final InMemoryIdentityAliasStore aliases = new InMemoryIdentityAliasStore();
    private final InMemoryLogStore ledger = new InMemoryLogStore();
    private final InMemorySaltStore salts = new InMemorySaltStore();
    private final InMemoryRateBudgetStore budgets = new InMemoryRateBudgetStore();
    private final List<DemoTenant> tenants;
    private final SimulatedClock clock;
    private final URI webhookAddress;
    private CrashSimulator kill = CrashSimulator.never();

    /**
     * Creates the ports of all functions.
     *
     * @param webhookAddress the address to which providers send webhooks
     */
    CampaignPorts(List<DemoTenant> tenants, SimulatedClock clock, URI webhookAddress) {
        this.tenants = List.copyOf(tenants);
        this.clock = clock;
        this.webhookAddress = webhookAddress;
        this.syncQueue = new InMemoryWorkQueue<>(clock);
        this.alertQueue = new InMemoryWorkQueue<>(clock);
    }

    /** Sets the simulator that crashes processes started from now on. */
    void killBy(CrashSimulator other) {
        kill = other;
    }

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        WorkQueue<SyncWork> mortalSyncQueue = guard(syncQueue);
        IdempotencyStore mortalHandled = kill.guard(IdempotencyStore.class, handled);
        port(registry, Clock.class, clock);
        port(registry, RemainingTime.class, () -> Duration.ofMinutes(15));
        port(registry, AccessStore.class, kill.guard(AccessStore.class, overtaking.guard(AccessStore.class, access)));
        port(registry, FindingStore.class, kill.guard(FindingStore.class, findings));
        port(registry, ActivityStore.class, new InMemoryActivityStore());
        port(registry, IdentityAliasStore.class, aliases);
        port(registry, ApprovalOfRecordStore.class, new InMemoryApprovalOfRecordStore());
        port(
                registry,
                PartitionDigestStore.class,
                kill.guard(PartitionDigestStore.class, overtaking.guard(PartitionDigestStore.class, digests)));
        port(registry, SweepStore.class, kill.guard(SweepStore.class, sweeps));
        port(registry, PathFactStore.class, new InMemoryPathFactStore());
        port(registry, PushSubscriptionStore.class, subscriptions);
        port(registry, TicketStore.class, new InMemoryTicketStore());
        port(registry, IdempotencyStore.class, mortalHandled);
        port(registry, ExpiringRecordStore.class, new InMemoryExpiringRecordStore());
        port(registry, ParkingQueue.class, deadLetters);
        port(registry, InventoryChangeRecorder.class, new InventoryChangeRecorder(ledger, salts, findings));
        port(registry, DetectionConfig.class, DetectionConfig.standard());
        registry.registerBean("syncQueue", WorkQueueTypes.SYNC_QUEUE, spec -> spec.supplier(_ -> mortalSyncQueue));
        registry.registerBean("alertQueue", WorkQueueTypes.ALERT_QUEUE, spec -> spec.supplier(_ -> alertQueue));
        port(
                registry,
                RereadScheduler.class,
                new RereadScheduler(mortalSyncQueue, mortalHandled, clock, RereadScheduler.WINDOW));
        port(registry, WebhookAddress.class, new WebhookAddress(Optional.of(webhookAddress)));
        port(registry, ConnectionLookup.class, connectionLookup());
    }

    private ConnectionLookup connectionLookup() {
        Map<String, DemoTenant> byConnection = tenants.stream()
                .collect(Collectors.toMap(tenant -> tenant.connection().id().toString(), Function.identity()));
        var sessions = new SessionFactory(
                (connection, slot) -> Optional.ofNullable(
                                byConnection.get(connection.id().toString()))
                        .map(tenant -> tenant.secrets().get(slot))
                        .map(Secret::of),
                connection -> RateBudget.shared(budgets, connection, clock),
                clock,
                ProviderHttpOptions.shortTimeouts(Duration.ofMinutes(1)));
        return new ConnectionLookup(
                ConfiguredConnections.of(
                        tenants.stream().map(DemoTenant::connection).toList()),
                ConnectorRegistry.standard(),
                sessions::open);
    }

    @SuppressWarnings("unchecked") // the proxy forwards to the guarded queue
    private <T> WorkQueue<T> guard(WorkQueue<T> queue) {
        return kill.guard(WorkQueue.class, queue);
    }

    private static <T> void port(BeanRegistry registry, Class<T> type, T value) {
        registry.registerBean(type, spec -> spec.supplier(_ -> value));
    }
}
