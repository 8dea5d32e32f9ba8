package io.grantkeeper.local.suite;

import io.grantkeeper.aws.dynamodb.DynamoDbAccessStore;
import io.grantkeeper.aws.dynamodb.DynamoDbActivityStore;
import io.grantkeeper.aws.dynamodb.DynamoDbAlertDeliveryStore;
import io.grantkeeper.aws.dynamodb.DynamoDbApprovalOfRecordStore;
import io.grantkeeper.aws.dynamodb.DynamoDbApprovalStore;
import io.grantkeeper.aws.dynamodb.DynamoDbCampaignStore;
import io.grantkeeper.aws.dynamodb.DynamoDbDecisionBatchStore;
import io.grantkeeper.aws.dynamodb.DynamoDbDecisionDataReader;
import io.grantkeeper.aws.dynamodb.DynamoDbDecisionLog;
import io.grantkeeper.aws.dynamodb.DynamoDbExpiringRecordStore;
import io.grantkeeper.aws.dynamodb.DynamoDbFindingStore;
import io.grantkeeper.aws.dynamodb.DynamoDbIdempotencyStore;
import io.grantkeeper.aws.dynamodb.DynamoDbIdentityAliasStore;
import io.grantkeeper.aws.dynamodb.DynamoDbIncidentStore;
import io.grantkeeper.aws.dynamodb.DynamoDbLogStore;
import io.grantkeeper.aws.dynamodb.DynamoDbPartitionDigestStore;
import io.grantkeeper.aws.dynamodb.DynamoDbPathFactStore;
import io.grantkeeper.aws.dynamodb.DynamoDbPendingEntryStore;
import io.grantkeeper.aws.dynamodb.DynamoDbPolicyStore;
import io.grantkeeper.aws.dynamodb.DynamoDbProfileStore;
import io.grantkeeper.aws.dynamodb.DynamoDbPromotionStore;
import io.grantkeeper.aws.dynamodb.DynamoDbPushSubscriptionStore;
import io.grantkeeper.aws.dynamodb.DynamoDbQuestionStore;
import io.grantkeeper.aws.dynamodb.DynamoDbRateBudgetStore;
import io.grantkeeper.aws.dynamodb.DynamoDbRevocationStore;
import io.grantkeeper.aws.dynamodb.DynamoDbSaltStore;
import io.grantkeeper.aws.dynamodb.DynamoDbSignalStore;
import io.grantkeeper.aws.dynamodb.DynamoDbSweepStore;
import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.aws.dynamodb.DynamoDbTicketStore;
import io.grantkeeper.aws.dynamodb.DynamoDbViolationStore;
import io.grantkeeper.aws.dynamodb.DynamoDbWithheldAlertStore;
import io.grantkeeper.aws.sqs.SqsParkingQueue;
import io.grantkeeper.aws.sqs.SqsWorkQueue;
import io.grantkeeper.behavior.incident.IncidentStore;
import io.grantkeeper.behavior.incident.RecordedIncidentStore;
import io.grantkeeper.behavior.store.ActivityStore;
import io.grantkeeper.behavior.store.ProfileStore;
import io.grantkeeper.connector.http.ProviderHttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.enforcement.EnforcePolicies.Company;
import io.grantkeeper.functions.applyanswer.ApplyOnRequestConfiguration;
import io.grantkeeper.functions.connections.ConfiguredConnections;
import io.grantkeeper.functions.connections.ConnectionLookup;
import io.grantkeeper.functions.connections.WebhookAddress;
import io.grantkeeper.functions.console.ConsoleSettings;
import io.grantkeeper.functions.decide.DecideDependencies;
import io.grantkeeper.functions.decide.ShutdownHook;
import io.grantkeeper.functions.detectchanges.DetectionConfig;
import io.grantkeeper.functions.enforce.EnforcementFactory;
import io.grantkeeper.functions.messaging.AlertChannelFactory;
import io.grantkeeper.functions.messaging.AnswersConfig;
import io.grantkeeper.functions.messaging.LadderRequests;
import io.grantkeeper.functions.messaging.ReviewRequests;
import io.grantkeeper.functions.promotepolicies.PromotePoliciesConfiguration;
import io.grantkeeper.functions.promotepolicies.PromotePoliciesRequest;
import io.grantkeeper.functions.publishsignals.SignalDependencies;
import io.grantkeeper.functions.runreview.ReviewsConfig;
import io.grantkeeper.functions.runreview.RunReviewConfiguration;
import io.grantkeeper.functions.runreview.RunReviewRequest;
import io.grantkeeper.functions.runtime.LedgerKeys;
import io.grantkeeper.functions.runtime.RemainingTime;
import io.grantkeeper.functions.runtime.WorkQueueTypes;
import io.grantkeeper.functions.watchactivity.BehaviorConfig;
import io.grantkeeper.functions.work.RereadScheduler;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.AlertDeliveryStore;
import io.grantkeeper.identity.store.ApprovalOfRecordStore;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.ExpiringRecordStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdempotencyStore;
import io.grantkeeper.identity.store.IdentityAliasStore;
import io.grantkeeper.identity.store.PartitionDigestStore;
import io.grantkeeper.identity.store.PathFactStore;
import io.grantkeeper.identity.store.PushSubscriptionStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.RateBudgetStore;
import io.grantkeeper.identity.store.RevocationStore;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.store.WithheldAlertStore;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.identity.work.AnswerWork;
import io.grantkeeper.identity.work.ParkingQueue;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.identity.work.WorkQueue;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.CheckpointExport;
import io.grantkeeper.ledger.log.LogSigningKeys;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.ledger.record.InventoryChangeRecorder;
import io.grantkeeper.ledger.record.RecordedAlertDeliveryStore;
import io.grantkeeper.ledger.record.RecordedApprovalOfRecordStore;
import io.grantkeeper.ledger.record.RecordedApprovalStore;
import io.grantkeeper.ledger.record.RecordedFindingStore;
import io.grantkeeper.ledger.record.RecordedRevocationStore;
import io.grantkeeper.ledger.record.RecordedSweepStore;
import io.grantkeeper.ledger.witness.Witnesses;
import io.grantkeeper.owners.answers.AnswerExecutor;
import io.grantkeeper.policy.enforcement.ViolationStore;
import io.grantkeeper.policy.ladder.PromotionStore;
import io.grantkeeper.policy.store.ApprovalStore;
import io.grantkeeper.policy.store.DecisionBatchStore;
import io.grantkeeper.policy.store.DecisionDataReader;
import io.grantkeeper.policy.store.DecisionLog;
import io.grantkeeper.policy.store.PolicyStore;
import io.grantkeeper.signals.stream.SignalStore;
import io.grantkeeper.targets.ticket.RecordedTicketStore;
import io.grantkeeper.targets.ticket.TicketStore;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** The ports of the local suite: the AWS adapters, connected to embedded infrastructure. */
final class LocalPortAdapters implements BeanRegistrar {
    /**
     * The window in which requests to reread the same listing are combined: long enough for a burst of webhooks, short
     * enough for a person who is waiting.
     */
    private static final Duration REREAD_WINDOW = Duration.ofSeconds(1);

    private final LocalSuiteOptions options;
    private final EmbeddedInfrastructure infrastructure;
    private final LocalLedger ledger;
    private final Optional<URI> webhooks;
    private final ShutdownHook closing;

    LocalPortAdapters(
            LocalSuiteOptions options,
            EmbeddedInfrastructure infrastructure,
            LocalLedger ledger,
            Optional<URI> webhooks,
            ShutdownHook closing) {
        this.closing = closing;
        this.options = options;
        this.ledger = ledger;
        this.infrastructure = infrastructure;
        this.webhooks = webhooks;
    }

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        Clock clock = options.clock();
        DynamoDbTable table = infrastructure.table();
        DynamoDbRateBudgetStore budgets = new DynamoDbRateBudgetStore(table);
        PendingEntryStore entries = new DynamoDbPendingEntryStore(table);
        SaltStore saltStore = new DynamoDbSaltStore(table);
        IdempotencyStore handled = new DynamoDbIdempotencyStore(table);
        WorkQueue<SyncWork> syncQueue = new SqsWorkQueue<>(infrastructure.sqs(), infrastructure.syncQueue());
        WorkQueue<AlertWork> alertQueue = new SqsWorkQueue<>(infrastructure.sqs(), infrastructure.alertQueue());
        SessionFactory sessions = new SessionFactory(
                options.credentials(),
                connection -> RateBudget.shared(budgets, connection, clock),
                clock,
                ProviderHttpOptions.standard());

        bean(registry, Clock.class, () -> clock);
        bean(registry, RemainingTime.class, RemainingTime::ofInvocation);
        bean(registry, AccessStore.class, () -> new DynamoDbAccessStore(table));
        bean(
                registry,
                FindingStore.class,
                () -> new RecordedFindingStore(new DynamoDbFindingStore(table), entries, saltStore));
        bean(
                registry,
                InventoryChangeRecorder.class,
                () -> new InventoryChangeRecorder(entries, saltStore, new DynamoDbFindingStore(table)));
        bean(registry, ActivityStore.class, () -> new DynamoDbActivityStore(table));
        bean(registry, ProfileStore.class, () -> new DynamoDbProfileStore(table));
        bean(
                registry,
                IncidentStore.class,
                () -> new RecordedIncidentStore(new DynamoDbIncidentStore(table), entries, saltStore));
        bean(
                registry,
                BehaviorConfig.class,
                () -> new BehaviorConfig(
                        options.detection().alertBudget(),
                        options.detection().groupingSeconds(),
                        options.detection().places()));
        bean(registry, IdentityAliasStore.class, () -> new DynamoDbIdentityAliasStore(table));
        bean(registry, PolicyStore.class, () -> new DynamoDbPolicyStore(table));
        bean(registry, PromotionStore.class, () -> new DynamoDbPromotionStore(table));
        bean(registry, ViolationStore.class, () -> new DynamoDbViolationStore(table));
        bean(registry, QuestionStore.class, () -> new DynamoDbQuestionStore(table));
        bean(
                registry,
                RevocationStore.class,
                () -> new RecordedRevocationStore(new DynamoDbRevocationStore(table), entries, saltStore));
        bean(
                registry,
                Company.class,
                () -> EnforcementFactory.company(
                        options.decisions().approved(),
                        options.decisions().config().tags().orElse(Map.of())));
        bean(registry, DecisionDataReader.class, () -> new DynamoDbDecisionDataReader(table));
        bean(registry, DecisionLog.class, () -> new DynamoDbDecisionLog(table));
        bean(registry, DecisionBatchStore.class, () -> new DynamoDbDecisionBatchStore(table));
        bean(
                registry,
                ApprovalStore.class,
                () -> new RecordedApprovalStore(new DynamoDbApprovalStore(table), entries, saltStore));
        bean(
                registry,
                ApprovalOfRecordStore.class,
                () -> new RecordedApprovalOfRecordStore(new DynamoDbApprovalOfRecordStore(table), entries, saltStore));
        bean(registry, DecideDependencies.class, options::decisions);
        bean(registry, ShutdownHook.class, () -> closing);
        bean(registry, PartitionDigestStore.class, () -> new DynamoDbPartitionDigestStore(table));
        bean(registry, SweepStore.class, () -> new RecordedSweepStore(new DynamoDbSweepStore(table), entries, clock));
        bean(
                registry,
                AlertDeliveryStore.class,
                () -> new RecordedAlertDeliveryStore(new DynamoDbAlertDeliveryStore(table), entries, saltStore));
        bean(
                registry,
                TicketStore.class,
                () -> new RecordedTicketStore(new DynamoDbTicketStore(table), entries, saltStore));
        bean(registry, WithheldAlertStore.class, () -> new DynamoDbWithheldAlertStore(table));
        bean(registry, PendingEntryStore.class, () -> entries);
        bean(registry, LogStore.class, () -> new DynamoDbLogStore(table));
        bean(registry, SaltStore.class, () -> saltStore);
        bean(registry, LogSigningKeys.class, ledger::keys);
        bean(registry, CheckpointExport.class, ledger::export);
        bean(registry, Witnesses.class, options::witnesses);
        bean(registry, PathFactStore.class, () -> new DynamoDbPathFactStore(table));
        bean(registry, PushSubscriptionStore.class, () -> new DynamoDbPushSubscriptionStore(table));
        bean(registry, RateBudgetStore.class, () -> budgets);
        bean(registry, IdempotencyStore.class, () -> handled);
        bean(registry, ExpiringRecordStore.class, () -> new DynamoDbExpiringRecordStore(table));
        bean(registry, ConsoleSettings.class, options::console);
        bean(registry, LedgerKeys.class, () -> ledger::trusted);
        registry.registerBean(
                LadderRequests.class,
                spec -> spec.lazyInit().supplier(ports -> {
                    var ladder = new PromotePoliciesConfiguration().function(ports);
                    return request -> {
                        var _ = ladder.apply(ModelJson.read(request, PromotePoliciesRequest.class));
                    };
                }));
        registry.registerBean(
                ReviewRequests.class,
                spec -> spec.lazyInit().supplier(ports -> {
                    var reviews = new RunReviewConfiguration().function(ports);
                    return new ReviewRequests() {
                        @Override
                        public String start(TenantId tenant, String name) {
                            return reviews.apply(new RunReviewRequest(
                                            tenant,
                                            Optional.of(name),
                                            Optional.of(ReviewRequests.START_SECONDS),
                                            Optional.empty()))
                                    .opened()
                                    .getFirst();
                        }

                        @Override
                        public boolean close(TenantId tenant, String review) {
                            return reviews.apply(new RunReviewRequest(
                                            tenant, Optional.empty(), Optional.empty(), Optional.of(review)))
                                    .closed()
                                    .contains(review);
                        }
                    };
                }));
        bean(
                registry,
                ParkingQueue.class,
                () -> new SqsParkingQueue(infrastructure.sqs(), infrastructure.deadLetterQueue()));
        registry.registerBean("syncQueue", WorkQueueTypes.SYNC_QUEUE, spec -> spec.supplier(_ -> syncQueue));
        registry.registerBean("alertQueue", WorkQueueTypes.ALERT_QUEUE, spec -> spec.supplier(_ -> alertQueue));
        bean(registry, RereadScheduler.class, () -> new RereadScheduler(syncQueue, handled, clock, REREAD_WINDOW));
        bean(registry, WebhookAddress.class, () -> new WebhookAddress(webhooks));
        bean(registry, ConfiguredConnections.class, () -> ConfiguredConnections.of(options.connections()));
        bean(
                registry,
                ConnectionLookup.class,
                () -> new ConnectionLookup(
                        ConfiguredConnections.of(options.connections()), ConnectorRegistry.standard(), sessions::open));
        SignalStore signals = new DynamoDbSignalStore(table);
        bean(registry, TenantId.class, options::tenant);
        bean(registry, SignalStore.class, () -> signals);
        bean(
                registry,
                SignalDependencies.class,
                () -> options.signals()
                        .map(over -> over.apply(signals))
                        .orElseGet(() -> SignalDependencies.none(signals, clock)));
        bean(registry, AlertChannelFactory.class, options::alerts);
        bean(registry, DetectionConfig.class, options::detection);
        bean(registry, CampaignStore.class, () -> new DynamoDbCampaignStore(table));
        WorkQueue<AnswerWork> answerQueue = new SqsWorkQueue<>(infrastructure.sqs(), infrastructure.answerQueue());
        registry.registerBean("answerQueue", WorkQueueTypes.ANSWER_QUEUE, spec -> spec.supplier(_ -> answerQueue));
        bean(registry, ReviewsConfig.class, options::reviews);
        options.answers().flatMap(answers -> webhooks.map(answers)).ifPresent(answers -> {
            bean(registry, AnswersConfig.class, () -> answers);
            // On Lambda, this port invokes another function; here, both functions run in one process.
            registry.registerBean(
                    AnswerExecutor.class, spec -> spec.lazyInit().supplier(ApplyOnRequestConfiguration::executor));
        });
    }

    private static <T> void bean(BeanRegistry registry, Class<T> type, Supplier<T> supplier) {
        registry.registerBean(type, spec -> spec.lazyInit().supplier(_ -> supplier.get()));
    }
}
