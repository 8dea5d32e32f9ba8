package io.grantkeeper.functions.runtime;

import io.grantkeeper.aws.core.AwsClients;
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
import io.grantkeeper.aws.dynamodb.DynamoDbPartitionDigestStore;
import io.grantkeeper.aws.dynamodb.DynamoDbPathFactStore;
import io.grantkeeper.aws.dynamodb.DynamoDbPolicyStore;
import io.grantkeeper.aws.dynamodb.DynamoDbProfileStore;
import io.grantkeeper.aws.dynamodb.DynamoDbPromotionStore;
import io.grantkeeper.aws.dynamodb.DynamoDbPushSubscriptionStore;
import io.grantkeeper.aws.dynamodb.DynamoDbQuestionStore;
import io.grantkeeper.aws.dynamodb.DynamoDbRateBudgetStore;
import io.grantkeeper.aws.dynamodb.DynamoDbRevocationStore;
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
import io.grantkeeper.functions.connections.WebhookAddress;
import io.grantkeeper.functions.observability.CorrelationId;
import io.grantkeeper.functions.work.RereadScheduler;
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
import io.grantkeeper.identity.work.ParkingQueue;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.ledger.record.InventoryChangeRecorder;
import io.grantkeeper.ledger.record.RecordedAlertDeliveryStore;
import io.grantkeeper.ledger.record.RecordedApprovalOfRecordStore;
import io.grantkeeper.ledger.record.RecordedApprovalStore;
import io.grantkeeper.ledger.record.RecordedFindingStore;
import io.grantkeeper.ledger.record.RecordedRevocationStore;
import io.grantkeeper.ledger.record.RecordedSweepStore;
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
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/**
 * The ports on Lambda. Each port is created when a function first asks for it, so a missing environment variable is
 * reported only by functions that need it.
 */
public final class AwsPortFactory implements BeanRegistrar {
    private final DeploymentVariables variables;

    public AwsPortFactory() {
        this(System.getenv());
    }

    public AwsPortFactory(Map<String, String> environment) {
        this.variables = new DeploymentVariables(environment);
    }

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        bean(registry, Clock.class, _ -> Clock.systemUTC());
        bean(registry, RemainingTime.class, _ -> RemainingTime.ofInvocation());
        bean(registry, AwsClients.class, _ -> new AwsClients(variables.all()));
        stores(registry);
        queues(registry);
        bean(registry, WebhookAddress.class, _ -> new WebhookAddress(variables.webhooks()));
        bean(registry, LadderFunctionName.class, _ -> new LadderFunctionName(variables.ladderFunction()));
        bean(registry, ReviewFunctionName.class, _ -> new ReviewFunctionName(variables.reviewFunction()));
        bean(registry, AnswerFunctionName.class, _ -> new AnswerFunctionName(variables.applyFunction()));
        new ProviderPortFactory(variables).register(registry, environment);
        new LedgerPortFactory(variables).register(registry, environment);
    }

    private void stores(BeanRegistry registry) {
        bean(
                registry,
                DynamoDbTable.class,
                ports -> new DynamoDbTable(
                        ports.bean(AwsClients.class).dynamoDb(), variables.table(), AwsPortFactory::correlationId));
        store(registry, AccessStore.class, DynamoDbAccessStore::new);
        store(registry, ActivityStore.class, DynamoDbActivityStore::new);
        store(registry, ProfileStore.class, DynamoDbProfileStore::new);
        bean(
                registry,
                IncidentStore.class,
                ports -> new RecordedIncidentStore(
                        new DynamoDbIncidentStore(ports.bean(DynamoDbTable.class)),
                        ports.bean(PendingEntryStore.class),
                        ports.bean(SaltStore.class)));
        store(registry, IdentityAliasStore.class, DynamoDbIdentityAliasStore::new);
        store(registry, PolicyStore.class, DynamoDbPolicyStore::new);
        store(registry, PromotionStore.class, DynamoDbPromotionStore::new);
        store(registry, ViolationStore.class, DynamoDbViolationStore::new);
        store(registry, DecisionDataReader.class, DynamoDbDecisionDataReader::new);
        store(registry, DecisionLog.class, DynamoDbDecisionLog::new);
        store(registry, DecisionBatchStore.class, DynamoDbDecisionBatchStore::new);
        bean(
                registry,
                ApprovalStore.class,
                ports -> new RecordedApprovalStore(
                        new DynamoDbApprovalStore(ports.bean(DynamoDbTable.class)),
                        ports.bean(PendingEntryStore.class),
                        ports.bean(SaltStore.class)));
        bean(
                registry,
                ApprovalOfRecordStore.class,
                ports -> new RecordedApprovalOfRecordStore(
                        new DynamoDbApprovalOfRecordStore(ports.bean(DynamoDbTable.class)),
                        ports.bean(PendingEntryStore.class),
                        ports.bean(SaltStore.class)));
        store(registry, PartitionDigestStore.class, DynamoDbPartitionDigestStore::new);
        store(registry, WithheldAlertStore.class, DynamoDbWithheldAlertStore::new);
        bean(
                registry,
                FindingStore.class,
                ports -> new RecordedFindingStore(
                        new DynamoDbFindingStore(ports.bean(DynamoDbTable.class)),
                        ports.bean(PendingEntryStore.class),
                        ports.bean(SaltStore.class)));
        bean(
                registry,
                InventoryChangeRecorder.class,
                ports -> new InventoryChangeRecorder(
                        ports.bean(PendingEntryStore.class),
                        ports.bean(SaltStore.class),
                        new DynamoDbFindingStore(ports.bean(DynamoDbTable.class))));
        store(registry, IdempotencyStore.class, DynamoDbIdempotencyStore::new);
        store(registry, ExpiringRecordStore.class, DynamoDbExpiringRecordStore::new);
        store(registry, RateBudgetStore.class, DynamoDbRateBudgetStore::new);
        bean(
                registry,
                AlertDeliveryStore.class,
                ports -> new RecordedAlertDeliveryStore(
                        new DynamoDbAlertDeliveryStore(ports.bean(DynamoDbTable.class)),
                        ports.bean(PendingEntryStore.class),
                        ports.bean(SaltStore.class)));
        bean(
                registry,
                TicketStore.class,
                ports -> new RecordedTicketStore(
                        new DynamoDbTicketStore(ports.bean(DynamoDbTable.class)),
                        ports.bean(PendingEntryStore.class),
                        ports.bean(SaltStore.class)));
        store(registry, QuestionStore.class, DynamoDbQuestionStore::new);
        store(registry, CampaignStore.class, DynamoDbCampaignStore::new);
        bean(
                registry,
                RevocationStore.class,
                ports -> new RecordedRevocationStore(
                        new DynamoDbRevocationStore(ports.bean(DynamoDbTable.class)),
                        ports.bean(PendingEntryStore.class),
                        ports.bean(SaltStore.class)));
        store(registry, PushSubscriptionStore.class, DynamoDbPushSubscriptionStore::new);
        store(registry, PathFactStore.class, DynamoDbPathFactStore::new);
        store(registry, SignalStore.class, DynamoDbSignalStore::new);
        bean(
                registry,
                SweepStore.class,
                ports -> new RecordedSweepStore(
                        new DynamoDbSweepStore(ports.bean(DynamoDbTable.class)),
                        ports.bean(PendingEntryStore.class),
                        ports.bean(Clock.class)));
    }

    private void queues(BeanRegistry registry) {
        registry.registerBean(
                "syncQueue",
                WorkQueueTypes.SYNC_QUEUE,
                spec -> spec.lazyInit()
                        .supplier(ports -> new SqsWorkQueue<>(
                                ports.bean(AwsClients.class)::sqs,
                                variables.syncQueue(),
                                AwsPortFactory::correlationId)));
        registry.registerBean(
                "alertQueue",
                WorkQueueTypes.ALERT_QUEUE,
                spec -> spec.lazyInit()
                        .supplier(ports -> new SqsWorkQueue<>(
                                ports.bean(AwsClients.class)::sqs,
                                variables.alertQueue(),
                                AwsPortFactory::correlationId)));
        registry.registerBean(
                "answerQueue",
                WorkQueueTypes.ANSWER_QUEUE,
                spec -> spec.lazyInit()
                        .supplier(ports -> new SqsWorkQueue<>(
                                ports.bean(AwsClients.class)::sqs,
                                variables.answerQueue(),
                                AwsPortFactory::correlationId)));
        bean(
                registry,
                ParkingQueue.class,
                ports -> MeteredPorts.measured(
                        new SqsParkingQueue(ports.bean(AwsClients.class)::sqs, variables.deadLetterQueue())));
        bean(
                registry,
                RereadScheduler.class,
                ports -> new RereadScheduler(
                        ports.bean(WorkQueueTypes.SYNC_QUEUE),
                        ports.bean(IdempotencyStore.class),
                        ports.bean(Clock.class),
                        RereadScheduler.WINDOW));
    }

    /**
     * Returns the correlation ID to attach to messages and rows, so that the functions that process them can log the
     * ID; empty if there is none.
     */
    private static Optional<String> correlationId() {
        CorrelationId correlation = CorrelationId.current();
        return correlation.isKnown() ? Optional.of(correlation.id()) : Optional.empty();
    }

    private static <T> void store(BeanRegistry registry, Class<T> type, Function<DynamoDbTable, T> over) {
        bean(registry, type, ports -> over.apply(ports.bean(DynamoDbTable.class)));
    }

    static <T> void bean(BeanRegistry registry, Class<T> type, Function<BeanRegistry.SupplierContext, T> supplier) {
        registry.registerBean(type, spec -> spec.lazyInit().supplier(supplier));
    }
}
