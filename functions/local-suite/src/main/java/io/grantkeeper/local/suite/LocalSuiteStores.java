package io.grantkeeper.local.suite;

import io.grantkeeper.aws.core.AwsClients;
import io.grantkeeper.aws.dynamodb.DynamoDbAccessStore;
import io.grantkeeper.aws.dynamodb.DynamoDbActivityStore;
import io.grantkeeper.aws.dynamodb.DynamoDbAlertDeliveryStore;
import io.grantkeeper.aws.dynamodb.DynamoDbApprovalOfRecordStore;
import io.grantkeeper.aws.dynamodb.DynamoDbApprovalStore;
import io.grantkeeper.aws.dynamodb.DynamoDbCampaignStore;
import io.grantkeeper.aws.dynamodb.DynamoDbConfigurationStore;
import io.grantkeeper.aws.dynamodb.DynamoDbDecisionBatchStore;
import io.grantkeeper.aws.dynamodb.DynamoDbDecisionLog;
import io.grantkeeper.aws.dynamodb.DynamoDbFindingStore;
import io.grantkeeper.aws.dynamodb.DynamoDbIdentityAliasStore;
import io.grantkeeper.aws.dynamodb.DynamoDbIncidentStore;
import io.grantkeeper.aws.dynamodb.DynamoDbLedgerItems;
import io.grantkeeper.aws.dynamodb.DynamoDbLogStore;
import io.grantkeeper.aws.dynamodb.DynamoDbPartitionDigestStore;
import io.grantkeeper.aws.dynamodb.DynamoDbPathFactStore;
import io.grantkeeper.aws.dynamodb.DynamoDbPendingEntryStore;
import io.grantkeeper.aws.dynamodb.DynamoDbPolicyStore;
import io.grantkeeper.aws.dynamodb.DynamoDbProfileStore;
import io.grantkeeper.aws.dynamodb.DynamoDbPromotionStore;
import io.grantkeeper.aws.dynamodb.DynamoDbQuestionStore;
import io.grantkeeper.aws.dynamodb.DynamoDbRevocationStore;
import io.grantkeeper.aws.dynamodb.DynamoDbSaltStore;
import io.grantkeeper.aws.dynamodb.DynamoDbSignalStore;
import io.grantkeeper.aws.dynamodb.DynamoDbSweepStore;
import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.aws.dynamodb.DynamoDbTicketStore;
import io.grantkeeper.aws.dynamodb.DynamoDbViolationStore;
import io.grantkeeper.aws.dynamodb.DynamoDbWithheldAlertStore;
import io.grantkeeper.aws.local.LocalDynamoDb;
import io.grantkeeper.behavior.incident.IncidentStore;
import io.grantkeeper.behavior.incident.RecordedIncidentStore;
import io.grantkeeper.behavior.store.ActivityStore;
import io.grantkeeper.behavior.store.ProfileStore;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.AlertDeliveryStore;
import io.grantkeeper.identity.store.ApprovalOfRecordStore;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityAliasStore;
import io.grantkeeper.identity.store.PartitionDigestStore;
import io.grantkeeper.identity.store.PathFactStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.RevocationStore;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.store.WithheldAlertStore;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.ledger.log.StoredLedgerItems;
import io.grantkeeper.ledger.record.ConfigurationRecorder;
import io.grantkeeper.ledger.record.RecordedAlertDeliveryStore;
import io.grantkeeper.ledger.record.RecordedApprovalOfRecordStore;
import io.grantkeeper.ledger.record.RecordedApprovalStore;
import io.grantkeeper.ledger.record.RecordedFindingStore;
import io.grantkeeper.ledger.record.RecordedRevocationStore;
import io.grantkeeper.policy.enforcement.ViolationStore;
import io.grantkeeper.policy.ladder.PromotionStore;
import io.grantkeeper.policy.store.ApprovalStore;
import io.grantkeeper.policy.store.DecisionBatchStore;
import io.grantkeeper.policy.store.DecisionLog;
import io.grantkeeper.policy.store.PolicyStore;
import io.grantkeeper.signals.stream.SignalStore;
import io.grantkeeper.targets.ticket.TicketStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The stores of one installation, for code that runs outside its functions, such as reports. A subclass can replace
 * some of the stores with others, for example with stores that read from a server.
 */
public class LocalSuiteStores implements AutoCloseable {
    private final Supplier<DynamoDbTable> source;
    private final Runnable close;

    /**
     * Creates stores that use the table of a running suite. Closing the stores does not close the table; the suite does
     * that.
     */
    LocalSuiteStores(DynamoDbTable table) {
        this(new Backing(() -> table, () -> {}));
    }

    private LocalSuiteStores(Backing backing) {
        this.source = backing.table();
        this.close = backing.close();
    }

    /**
     * Creates stores without a table.
     *
     * @param missing creates the exception that is thrown by each store that the subclass does not replace
     */
    protected LocalSuiteStores(Runnable close, Supplier<? extends RuntimeException> missing) {
        this.source = () -> {
            throw missing.get();
        };
        this.close = close;
    }

    private DynamoDbTable table() {
        return source.get();
    }

    /**
     * Opens the stores in the data folder of a suite. While a suite uses the folder, the stores show the suite's
     * current state and reject writes with an {@link IllegalStateException} that says what to do.
     */
    public static LocalSuiteStores open(Path data) {
        LocalDynamoDb database = EmbeddedInfrastructure.isInUse(data)
                ? EmbeddedInfrastructure.copyOfDatabase(data)
                : EmbeddedInfrastructure.database(Optional.of(data));
        DynamoDbTable table = new DynamoDbTable(database.client(), EmbeddedInfrastructure.TABLE);
        return new LocalSuiteStores(new Backing(() -> table, database::close));
    }

    /** Opens the stores of an installation in AWS, with the credentials and region of the environment variables. */
    public static LocalSuiteStores inAws(String table, Map<String, String> environment) {
        AwsClients clients = new AwsClients(environment);
        DynamoDbTable installation = new DynamoDbTable(clients.dynamoDb(), table);
        return new LocalSuiteStores(new Backing(() -> installation, clients::close));
    }

    @Override
    public void close() {
        close.run();
    }

    public AccessStore access() {
        return new DynamoDbAccessStore(table());
    }

    /** Returns the store of path facts; empty if it cannot be read from here. */
    public Optional<PathFactStore> pathFacts() {
        return Optional.of(new DynamoDbPathFactStore(table()));
    }

    public ProfileStore profiles() {
        return new DynamoDbProfileStore(table());
    }

    public ActivityStore activities() {
        return new DynamoDbActivityStore(table());
    }

    /** Returns the incident store. Closing an incident is recorded in the ledger. */
    public IncidentStore incidents() {
        return new RecordedIncidentStore(
                new DynamoDbIncidentStore(table()),
                new DynamoDbPendingEntryStore(table()),
                new DynamoDbSaltStore(table()));
    }

    public FindingStore findings() {
        return new DynamoDbFindingStore(table());
    }

    public PartitionDigestStore digests() {
        return new DynamoDbPartitionDigestStore(table());
    }

    public SweepStore sweeps() {
        return new DynamoDbSweepStore(table());
    }

    public LogStore log() {
        return new DynamoDbLogStore(table());
    }

    /** Returns a listing of every stored item of the ledger. */
    public StoredLedgerItems ledgerItems() {
        return new DynamoDbLedgerItems(table());
    }

    public PromotionStore promotions() {
        return new DynamoDbPromotionStore(table());
    }

    public ViolationStore violations() {
        return new DynamoDbViolationStore(table());
    }

    public QuestionStore questions() {
        return new DynamoDbQuestionStore(table());
    }

    public SaltStore saltStore() {
        return new DynamoDbSaltStore(table());
    }

    /** Returns an alert delivery store that also records every message in the ledger. */
    public AlertDeliveryStore recordedSends() {
        return new RecordedAlertDeliveryStore(
                new DynamoDbAlertDeliveryStore(table()),
                new DynamoDbPendingEntryStore(table()),
                new DynamoDbSaltStore(table()));
    }

    public PolicyStore policies() {
        return new DynamoDbPolicyStore(table());
    }

    /** Returns an approval store that records every answer in the ledger before it stores the answer. */
    public ApprovalStore approvals() {
        return new RecordedApprovalStore(
                new DynamoDbApprovalStore(table()),
                new DynamoDbPendingEntryStore(table()),
                new DynamoDbSaltStore(table()));
    }

    /**
     * Returns a store of approvals of record that records every transition in the ledger before it stores the
     * transition.
     */
    public ApprovalOfRecordStore approvalsOfRecord() {
        return new RecordedApprovalOfRecordStore(
                new DynamoDbApprovalOfRecordStore(table()),
                new DynamoDbPendingEntryStore(table()),
                new DynamoDbSaltStore(table()));
    }

    public IdentityAliasStore aliases() {
        return new DynamoDbIdentityAliasStore(table());
    }

    /** Returns a finding store that also records every change of a finding in the ledger. */
    public FindingStore recordedFindings() {
        return new RecordedFindingStore(
                new DynamoDbFindingStore(table()),
                new DynamoDbPendingEntryStore(table()),
                new DynamoDbSaltStore(table()));
    }

    public DecisionLog decisions() {
        return new DynamoDbDecisionLog(table());
    }

    public DecisionBatchStore decisionBatches() {
        return new DynamoDbDecisionBatchStore(table());
    }

    public PendingEntryStore entries() {
        return new DynamoDbPendingEntryStore(table());
    }

    /** Returns a recorder that writes configuration changes to the ledger. */
    public ConfigurationRecorder configurations() {
        return new ConfigurationRecorder(
                new DynamoDbConfigurationStore(table()),
                new DynamoDbPendingEntryStore(table()),
                new DynamoDbSaltStore(table()));
    }

    public SignalStore signals() {
        return new DynamoDbSignalStore(table());
    }

    public TicketStore tickets() {
        return new DynamoDbTicketStore(table());
    }

    public AlertDeliveryStore sends() {
        return new DynamoDbAlertDeliveryStore(table());
    }

    public WithheldAlertStore withheldAlerts() {
        return new DynamoDbWithheldAlertStore(table());
    }

    public CampaignStore campaigns() {
        return new DynamoDbCampaignStore(table());
    }

    public RevocationStore revocations() {
        return new RecordedRevocationStore(
                new DynamoDbRevocationStore(table()),
                new DynamoDbPendingEntryStore(table()),
                new DynamoDbSaltStore(table()));
    }

    /**
     * The table, and the action that closes it. A separate parameter type lets subclasses in other modules compile
     * without the
     * table's class.
     */
    private record Backing(Supplier<DynamoDbTable> table, Runnable close) {}
}
