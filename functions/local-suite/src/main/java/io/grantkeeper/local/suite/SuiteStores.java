package io.grantkeeper.local.suite;

import io.grantkeeper.aws.AwsClients;
import io.grantkeeper.aws.dynamodb.DynamoDbAccessStore;
import io.grantkeeper.aws.dynamodb.DynamoDbApprovalStore;
import io.grantkeeper.aws.dynamodb.DynamoDbBreachStore;
import io.grantkeeper.aws.dynamodb.DynamoDbCampaignStore;
import io.grantkeeper.aws.dynamodb.DynamoDbConfigurationStore;
import io.grantkeeper.aws.dynamodb.DynamoDbDecisionBatchStore;
import io.grantkeeper.aws.dynamodb.DynamoDbDecisionLog;
import io.grantkeeper.aws.dynamodb.DynamoDbEntryStore;
import io.grantkeeper.aws.dynamodb.DynamoDbFindingStore;
import io.grantkeeper.aws.dynamodb.DynamoDbLogStore;
import io.grantkeeper.aws.dynamodb.DynamoDbPolicyStore;
import io.grantkeeper.aws.dynamodb.DynamoDbPromotionStore;
import io.grantkeeper.aws.dynamodb.DynamoDbQuestionStore;
import io.grantkeeper.aws.dynamodb.DynamoDbRevocationStore;
import io.grantkeeper.aws.dynamodb.DynamoDbSalts;
import io.grantkeeper.aws.dynamodb.DynamoDbSendStore;
import io.grantkeeper.aws.dynamodb.DynamoDbSignalStore;
import io.grantkeeper.aws.dynamodb.DynamoDbSweepStore;
import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.aws.local.LocalDynamoDb;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.RevocationStore;
import io.grantkeeper.identity.store.SendStore;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.ledger.entry.Salts;
import io.grantkeeper.ledger.log.EntryStore;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.record.ConfigurationRecorder;
import io.grantkeeper.ledger.record.RecordedApprovalStore;
import io.grantkeeper.ledger.record.RecordedRevocationStore;
import io.grantkeeper.ledger.record.RecordedSendStore;
import io.grantkeeper.policy.enforcement.BreachStore;
import io.grantkeeper.policy.ladder.PromotionStore;
import io.grantkeeper.policy.store.ApprovalStore;
import io.grantkeeper.policy.store.DecisionBatchStore;
import io.grantkeeper.policy.store.DecisionLog;
import io.grantkeeper.policy.store.PolicyStore;
import io.grantkeeper.signals.stream.SignalStore;
import java.nio.file.Path;
import java.util.Optional;

/** The stores that reports are read from. */
public final class SuiteStores implements AutoCloseable {
    private final DynamoDbTable table;
    private final Runnable close;

    /** The stores of a suite that runs; they end with it. */
    SuiteStores(DynamoDbTable table) {
        this(table, () -> {});
    }

    private SuiteStores(DynamoDbTable table, Runnable close) {
        this.table = table;
        this.close = close;
    }

    /** The stores that a suite left in its data folder; no suite may be running on it. */
    public static SuiteStores open(Path data) {
        LocalDynamoDb database = Infrastructure.database(Optional.of(data));
        return new SuiteStores(new DynamoDbTable(database.client(), Infrastructure.TABLE), database::close);
    }

    /** The stores of an installation in AWS, by the credentials and region of the environment. */
    public static SuiteStores inAws(String table) {
        AwsClients clients = AwsClients.fromEnvironment();
        return new SuiteStores(new DynamoDbTable(clients.dynamoDb(), table), clients::close);
    }

    @Override
    public void close() {
        close.run();
    }

    public AccessStore access() {
        return new DynamoDbAccessStore(table);
    }

    public FindingStore findings() {
        return new DynamoDbFindingStore(table);
    }

    public SweepStore sweeps() {
        return new DynamoDbSweepStore(table);
    }

    public LogStore log() {
        return new DynamoDbLogStore(table);
    }

    public PromotionStore promotions() {
        return new DynamoDbPromotionStore(table);
    }

    public BreachStore breaches() {
        return new DynamoDbBreachStore(table);
    }

    public QuestionStore questions() {
        return new DynamoDbQuestionStore(table);
    }

    public Salts salts() {
        return new DynamoDbSalts(table);
    }

    /** Every message is told to the ledger. */
    public SendStore recordedSends() {
        return new RecordedSendStore(
                new DynamoDbSendStore(table), new DynamoDbEntryStore(table), new DynamoDbSalts(table));
    }

    public PolicyStore policies() {
        return new DynamoDbPolicyStore(table);
    }

    /** Every answer is told to the ledger first. */
    public ApprovalStore approvals() {
        return new RecordedApprovalStore(
                new DynamoDbApprovalStore(table), new DynamoDbEntryStore(table), new DynamoDbSalts(table));
    }

    public DecisionLog decisions() {
        return new DynamoDbDecisionLog(table);
    }

    public DecisionBatchStore decisionBatches() {
        return new DynamoDbDecisionBatchStore(table);
    }

    public EntryStore entries() {
        return new DynamoDbEntryStore(table);
    }

    /** What tells the ledger of the configuration. */
    public ConfigurationRecorder configurations() {
        return new ConfigurationRecorder(
                new DynamoDbConfigurationStore(table), new DynamoDbEntryStore(table), new DynamoDbSalts(table));
    }

    public SignalStore signals() {
        return new DynamoDbSignalStore(table);
    }

    public SendStore sends() {
        return new DynamoDbSendStore(table);
    }

    public CampaignStore campaigns() {
        return new DynamoDbCampaignStore(table);
    }

    public RevocationStore revocations() {
        return new RecordedRevocationStore(
                new DynamoDbRevocationStore(table), new DynamoDbEntryStore(table), new DynamoDbSalts(table));
    }
}
