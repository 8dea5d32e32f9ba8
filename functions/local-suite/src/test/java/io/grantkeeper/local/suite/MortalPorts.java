package io.grantkeeper.local.suite;

import io.grantkeeper.alerts.AlertSettings;
import io.grantkeeper.alerts.Recipient;
import io.grantkeeper.aws.dynamodb.DynamoDbAccessStore;
import io.grantkeeper.aws.dynamodb.DynamoDbAliasStore;
import io.grantkeeper.aws.dynamodb.DynamoDbDecisionBatchStore;
import io.grantkeeper.aws.dynamodb.DynamoDbDigestStore;
import io.grantkeeper.aws.dynamodb.DynamoDbEntryStore;
import io.grantkeeper.aws.dynamodb.DynamoDbFindingStore;
import io.grantkeeper.aws.dynamodb.DynamoDbIdempotencyStore;
import io.grantkeeper.aws.dynamodb.DynamoDbLogStore;
import io.grantkeeper.aws.dynamodb.DynamoDbSalts;
import io.grantkeeper.aws.dynamodb.DynamoDbSendStore;
import io.grantkeeper.aws.dynamodb.DynamoDbSubscriptionStore;
import io.grantkeeper.aws.dynamodb.DynamoDbSweepStore;
import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.connector.http.HttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.functions.connections.Connections;
import io.grantkeeper.functions.connections.Switchboard;
import io.grantkeeper.functions.connections.WebhookAddress;
import io.grantkeeper.functions.detectchanges.DetectionConfig;
import io.grantkeeper.functions.messaging.AlertChannels;
import io.grantkeeper.functions.runtime.Ports;
import io.grantkeeper.functions.runtime.RemainingTime;
import io.grantkeeper.functions.testkit.Bench;
import io.grantkeeper.functions.testkit.ScriptedConnector;
import io.grantkeeper.functions.work.Rereads;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.AliasStore;
import io.grantkeeper.identity.store.DigestStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdempotencyStore;
import io.grantkeeper.identity.store.SendStore;
import io.grantkeeper.identity.store.SubscriptionStore;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.identity.work.DeadLetters;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.identity.work.WorkQueue;
import io.grantkeeper.ledger.entry.Salts;
import io.grantkeeper.ledger.log.CheckpointExport;
import io.grantkeeper.ledger.log.EntryStore;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.log.SigningKeys;
import io.grantkeeper.ledger.note.KeyFile;
import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.ledger.record.ChangeRecorder;
import io.grantkeeper.ledger.record.RecordedFindingStore;
import io.grantkeeper.ledger.record.RecordedSendStore;
import io.grantkeeper.ledger.record.RecordedSweepStore;
import io.grantkeeper.policy.store.DecisionBatchStore;
import io.grantkeeper.store.testkit.InMemoryDeadLetters;
import io.grantkeeper.store.testkit.InMemoryWorkQueue;
import io.grantkeeper.store.testkit.Samples;
import io.grantkeeper.store.testkit.SteppingClock;
import io.grantkeeper.store.testkit.kill.KillSwitch;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** The ports of a scripted provider's pipeline: the real stores over a real table, each write of which can be fatal. */
final class MortalPorts implements BeanRegistrar {
    private static final KeyFile KEY = KeyFile.generate("example.com/ledger", SignatureType.ED25519);
    static final SigningKeys SIGNING = SigningKeys.of(_ -> KEY);
    private static final Duration LEASE = Duration.ofMinutes(2);

    final SteppingClock clock = new SteppingClock(Samples.NOON);
    final ScriptedConnector connector = new ScriptedConnector();
    final InMemoryWorkQueue<SyncWork> syncQueue = new InMemoryWorkQueue<>(clock);
    final InMemoryWorkQueue<AlertWork> alertQueue = new InMemoryWorkQueue<>(clock);
    final InMemoryDeadLetters deadLetters = new InMemoryDeadLetters();
    final Told told = new Told();
    private final DynamoDbTable table;
    private final KillSwitch kill;

    /** @param table whose client can die */
    MortalPorts(DynamoDbTable table, KillSwitch kill) {
        this.table = table;
        this.kill = kill;
    }

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        WorkQueue<SyncWork> mortalSyncQueue = guard(syncQueue);
        WorkQueue<AlertWork> mortalAlertQueue = guard(alertQueue);
        EntryStore entries = new DynamoDbEntryStore(table);
        Salts salts = new DynamoDbSalts(table);
        IdempotencyStore handled = new DynamoDbIdempotencyStore(table);
        port(registry, Clock.class, clock);
        port(registry, RemainingTime.class, () -> Duration.ofMinutes(15));
        port(registry, AccessStore.class, new DynamoDbAccessStore(table));
        port(registry, AliasStore.class, new DynamoDbAliasStore(table));
        port(registry, FindingStore.class, new RecordedFindingStore(new DynamoDbFindingStore(table), entries, salts));
        port(registry, ChangeRecorder.class, new ChangeRecorder(entries, salts, new DynamoDbFindingStore(table)));
        port(registry, EntryStore.class, entries);
        port(registry, Salts.class, salts);
        port(registry, DecisionBatchStore.class, new DynamoDbDecisionBatchStore(table));
        port(registry, LogStore.class, new DynamoDbLogStore(table));
        port(registry, SigningKeys.class, SIGNING);
        port(registry, CheckpointExport.class, CheckpointExport.nowhere());
        port(registry, DigestStore.class, new DynamoDbDigestStore(table));
        port(registry, SweepStore.class, new RecordedSweepStore(new DynamoDbSweepStore(table), entries, clock));
        port(registry, SendStore.class, new RecordedSendStore(new DynamoDbSendStore(table), entries, salts));
        port(registry, SubscriptionStore.class, new DynamoDbSubscriptionStore(table));
        port(registry, IdempotencyStore.class, handled);
        port(registry, DeadLetters.class, kill.guard(DeadLetters.class, deadLetters));
        registry.registerBean("syncQueue", Ports.SYNC_QUEUE, spec -> spec.supplier(_ -> mortalSyncQueue));
        registry.registerBean("alertQueue", Ports.ALERT_QUEUE, spec -> spec.supplier(_ -> mortalAlertQueue));
        port(registry, Rereads.class, new Rereads(mortalSyncQueue, handled, clock, Rereads.WINDOW));
        port(registry, WebhookAddress.class, new WebhookAddress(Optional.empty()));
        port(registry, Switchboard.class, switchboard());
        port(registry, AlertChannels.class, new AlertChannels(told.channels(kill), settings()));
        port(registry, DetectionConfig.class, DetectionConfig.standard());
    }

    @SuppressWarnings("unchecked") // the proxy forwards to the queue that it guards
    private <T> WorkQueue<T> guard(WorkQueue<T> queue) {
        return kill.guard(WorkQueue.class, queue);
    }

    private static AlertSettings settings() {
        return new AlertSettings(
                Severity.LOW, new Recipient("Security team", "security@acme.example", List.of()), LEASE, 12);
    }

    private Switchboard switchboard() {
        var connection = Connection.of(Bench.TENANT, Samples.ACME, Samples.GOOGLE, Map.of(), Map.of());
        var sessions = new SessionFactory(
                (_, _) -> Optional.empty(), _ -> RateBudget.unlimited(), clock, HttpOptions.standard());
        return new Switchboard(
                Connections.of(List.of(connection)), new ConnectorRegistry(List.of(connector)), sessions::open);
    }

    private static <T> void port(BeanRegistry registry, Class<T> type, T value) {
        registry.registerBean(type, spec -> spec.supplier(_ -> value));
    }
}
