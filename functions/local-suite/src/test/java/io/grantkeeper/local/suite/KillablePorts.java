package io.grantkeeper.local.suite;

import io.grantkeeper.aws.dynamodb.DynamoDbAccessStore;
import io.grantkeeper.aws.dynamodb.DynamoDbActivityStore;
import io.grantkeeper.aws.dynamodb.DynamoDbAlertDeliveryStore;
import io.grantkeeper.aws.dynamodb.DynamoDbApprovalOfRecordStore;
import io.grantkeeper.aws.dynamodb.DynamoDbDecisionBatchStore;
import io.grantkeeper.aws.dynamodb.DynamoDbExpiringRecordStore;
import io.grantkeeper.aws.dynamodb.DynamoDbFindingStore;
import io.grantkeeper.aws.dynamodb.DynamoDbIdempotencyStore;
import io.grantkeeper.aws.dynamodb.DynamoDbIdentityAliasStore;
import io.grantkeeper.aws.dynamodb.DynamoDbIncidentStore;
import io.grantkeeper.aws.dynamodb.DynamoDbLogStore;
import io.grantkeeper.aws.dynamodb.DynamoDbPartitionDigestStore;
import io.grantkeeper.aws.dynamodb.DynamoDbPathFactStore;
import io.grantkeeper.aws.dynamodb.DynamoDbPendingEntryStore;
import io.grantkeeper.aws.dynamodb.DynamoDbProfileStore;
import io.grantkeeper.aws.dynamodb.DynamoDbPushSubscriptionStore;
import io.grantkeeper.aws.dynamodb.DynamoDbSaltStore;
import io.grantkeeper.aws.dynamodb.DynamoDbSweepStore;
import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.aws.dynamodb.DynamoDbTicketStore;
import io.grantkeeper.aws.dynamodb.DynamoDbWithheldAlertStore;
import io.grantkeeper.behavior.incident.IncidentStore;
import io.grantkeeper.behavior.incident.RecordedIncidentStore;
import io.grantkeeper.behavior.store.ActivityStore;
import io.grantkeeper.behavior.store.ProfileStore;
import io.grantkeeper.functions.connections.ConnectionLookup;
import io.grantkeeper.functions.connections.WebhookAddress;
import io.grantkeeper.functions.detectchanges.DetectionConfig;
import io.grantkeeper.functions.messaging.AlertChannelFactory;
import io.grantkeeper.functions.runtime.RemainingTime;
import io.grantkeeper.functions.runtime.WorkQueueTypes;
import io.grantkeeper.functions.testkit.FunctionTestbed;
import io.grantkeeper.functions.testkit.ScriptedConnector;
import io.grantkeeper.functions.watchactivity.BehaviorConfig;
import io.grantkeeper.functions.work.RereadScheduler;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.AlertDeliveryStore;
import io.grantkeeper.identity.store.ApprovalOfRecordStore;
import io.grantkeeper.identity.store.ExpiringRecordStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdempotencyStore;
import io.grantkeeper.identity.store.IdentityAliasStore;
import io.grantkeeper.identity.store.PartitionDigestStore;
import io.grantkeeper.identity.store.PathFactStore;
import io.grantkeeper.identity.store.PushSubscriptionStore;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.store.WithheldAlertStore;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.identity.work.ParkingQueue;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.identity.work.WorkQueue;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.CheckpointExport;
import io.grantkeeper.ledger.log.LogSigningKeys;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.ledger.note.SigningKeyFile;
import io.grantkeeper.ledger.record.InventoryChangeRecorder;
import io.grantkeeper.ledger.record.RecordedAlertDeliveryStore;
import io.grantkeeper.ledger.record.RecordedFindingStore;
import io.grantkeeper.ledger.record.RecordedSweepStore;
import io.grantkeeper.ledger.witness.Witnesses;
import io.grantkeeper.owners.alerts.AlertRecipient;
import io.grantkeeper.owners.alerts.AlertSettings;
import io.grantkeeper.policy.store.DecisionBatchStore;
import io.grantkeeper.store.testkit.InMemoryParkingQueue;
import io.grantkeeper.store.testkit.InMemoryWorkQueue;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.ModelSamples;
import io.grantkeeper.store.testkit.kill.CrashSimulator;
import io.grantkeeper.targets.ticket.RecordedTicketStore;
import io.grantkeeper.targets.ticket.TicketStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/**
 * The ports of a pipeline with a scripted provider: the real stores on a real table. The process can be killed at each
 * write to the table.
 */
final class KillablePorts implements BeanRegistrar {
    private static final SigningKeyFile KEY = SigningKeyFile.generate("example.com/ledger", SignatureType.ED25519);
    static final LogSigningKeys SIGNING = LogSigningKeys.of(_ -> KEY);
    private static final Duration LEASE = Duration.ofMinutes(2);

    final ManualClock clock = new ManualClock(ModelSamples.NOON);
    final ScriptedConnector connector = new ScriptedConnector();
    final InMemoryWorkQueue<SyncWork> syncQueue = new InMemoryWorkQueue<>(clock);
    final InMemoryWorkQueue<AlertWork> alertQueue = new InMemoryWorkQueue<>(clock);
    final InMemoryParkingQueue deadLetters = new InMemoryParkingQueue();
    final SentMessages told = new SentMessages();
    private final DynamoDbTable table;
    private final CrashSimulator kill;

    /**
     * Creates the ports.
     *
     * @param table a table whose client can be killed
     */
    KillablePorts(DynamoDbTable table, CrashSimulator kill) {
        this.table = table;
        this.kill = kill;
    }

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        WorkQueue<SyncWork> mortalSyncQueue = guard(syncQueue);
        WorkQueue<AlertWork> mortalAlertQueue = guard(alertQueue);
        PendingEntryStore entries = new DynamoDbPendingEntryStore(table);
        SaltStore saltStore = new DynamoDbSaltStore(table);
        IdempotencyStore handled = new DynamoDbIdempotencyStore(table);
        FunctionTestbed.port(registry, Clock.class, clock);
        FunctionTestbed.port(registry, RemainingTime.class, () -> Duration.ofMinutes(15));
        FunctionTestbed.port(registry, AccessStore.class, new DynamoDbAccessStore(table));
        FunctionTestbed.port(registry, ActivityStore.class, new DynamoDbActivityStore(table));
        FunctionTestbed.port(registry, ProfileStore.class, new DynamoDbProfileStore(table));
        FunctionTestbed.port(
                registry,
                IncidentStore.class,
                new RecordedIncidentStore(new DynamoDbIncidentStore(table), entries, saltStore));
        FunctionTestbed.port(registry, BehaviorConfig.class, BehaviorConfig.standard());
        FunctionTestbed.port(registry, IdentityAliasStore.class, new DynamoDbIdentityAliasStore(table));
        FunctionTestbed.port(registry, ApprovalOfRecordStore.class, new DynamoDbApprovalOfRecordStore(table));
        FunctionTestbed.port(
                registry,
                FindingStore.class,
                new RecordedFindingStore(new DynamoDbFindingStore(table), entries, saltStore));
        FunctionTestbed.port(
                registry,
                InventoryChangeRecorder.class,
                new InventoryChangeRecorder(entries, saltStore, new DynamoDbFindingStore(table)));
        FunctionTestbed.port(registry, PendingEntryStore.class, entries);
        FunctionTestbed.port(registry, SaltStore.class, saltStore);
        FunctionTestbed.port(registry, DecisionBatchStore.class, new DynamoDbDecisionBatchStore(table));
        FunctionTestbed.port(registry, LogStore.class, new DynamoDbLogStore(table));
        FunctionTestbed.port(registry, LogSigningKeys.class, SIGNING);
        FunctionTestbed.port(registry, CheckpointExport.class, CheckpointExport.none());
        FunctionTestbed.port(registry, Witnesses.class, Witnesses.none());
        FunctionTestbed.port(registry, PartitionDigestStore.class, new DynamoDbPartitionDigestStore(table));
        FunctionTestbed.port(
                registry, SweepStore.class, new RecordedSweepStore(new DynamoDbSweepStore(table), entries, clock));
        FunctionTestbed.port(
                registry,
                AlertDeliveryStore.class,
                new RecordedAlertDeliveryStore(new DynamoDbAlertDeliveryStore(table), entries, saltStore));
        FunctionTestbed.port(registry, PathFactStore.class, new DynamoDbPathFactStore(table));
        FunctionTestbed.port(
                registry,
                TicketStore.class,
                new RecordedTicketStore(new DynamoDbTicketStore(table), entries, saltStore));
        FunctionTestbed.port(registry, WithheldAlertStore.class, new DynamoDbWithheldAlertStore(table));
        FunctionTestbed.port(registry, PushSubscriptionStore.class, new DynamoDbPushSubscriptionStore(table));
        FunctionTestbed.port(registry, IdempotencyStore.class, handled);
        FunctionTestbed.port(registry, ExpiringRecordStore.class, new DynamoDbExpiringRecordStore(table));
        FunctionTestbed.port(registry, ParkingQueue.class, kill.guard(ParkingQueue.class, deadLetters));
        registry.registerBean("syncQueue", WorkQueueTypes.SYNC_QUEUE, spec -> spec.supplier(_ -> mortalSyncQueue));
        registry.registerBean("alertQueue", WorkQueueTypes.ALERT_QUEUE, spec -> spec.supplier(_ -> mortalAlertQueue));
        FunctionTestbed.port(
                registry,
                RereadScheduler.class,
                new RereadScheduler(mortalSyncQueue, handled, clock, RereadScheduler.WINDOW));
        FunctionTestbed.port(registry, WebhookAddress.class, new WebhookAddress(Optional.empty()));
        FunctionTestbed.port(registry, ConnectionLookup.class, lookup());
        FunctionTestbed.port(
                registry, AlertChannelFactory.class, new AlertChannelFactory(told.channels(kill), settings()));
        FunctionTestbed.port(registry, DetectionConfig.class, DetectionConfig.standard());
    }

    @SuppressWarnings("unchecked") // the proxy forwards to the guarded queue
    private <T> WorkQueue<T> guard(WorkQueue<T> queue) {
        return kill.guard(WorkQueue.class, queue);
    }

    private static AlertSettings settings() {
        return new AlertSettings(
                Severity.LOW, new AlertRecipient("Security team", "security@acme.example", List.of()), LEASE, 12);
    }

    private ConnectionLookup lookup() {
        var connection =
                Connection.of(FunctionTestbed.TENANT, ModelSamples.ACME, ModelSamples.GOOGLE, Map.of(), Map.of());
        return FunctionTestbed.lookup(connection, connector, clock);
    }
}
