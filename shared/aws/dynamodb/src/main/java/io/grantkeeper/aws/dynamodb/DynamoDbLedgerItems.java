package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.ledger.log.StoredLedgerItem;
import io.grantkeeper.ledger.log.StoredLedgerItem.Configuration;
import io.grantkeeper.ledger.log.StoredLedgerItems;
import io.grantkeeper.ledger.record.ConfigurationRecorder;
import io.grantkeeper.policy.store.DecisionBatch;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Lists a tenant's ledger items and approvals of record by scanning the table, because an item to which nothing refers
 * cannot be found in any other way. A scan reads the whole table, so its cost depends on the table's size, not on the
 * ledger's.
 */
public final class DynamoDbLedgerItems implements StoredLedgerItems {
    private final DynamoDbTable table;

    public DynamoDbLedgerItems(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public void forEach(TenantId tenant, Consumer<StoredLedgerItem> consumer) {
        LedgerItemReader reader = new LedgerItemReader(tenant);
        table.scan(
                "begins_with(pk, :ledger) OR begins_with(pk, :decision) OR begins_with(pk, :batch)"
                        + " OR begins_with(pk, :approval)",
                Map.of(
                        ":ledger", TableAttributes.text(LedgerItemReader.ledgerPrefix(tenant)),
                        ":decision", TableAttributes.text(LedgerItemReader.decisionPrefix(tenant)),
                        ":batch", TableAttributes.text(LedgerItemReader.batchPrefix(tenant)),
                        ":approval", TableAttributes.text(LedgerItemReader.approvalPrefix(tenant))),
                item -> consumer.accept(reader.read(item)));
    }

    @Override
    public String keyOf(TenantId tenant, String entryId) {
        return LedgerItemKeys.entry(tenant, entryId).pk();
    }

    @Override
    public boolean isWaiting(TenantId tenant, String entryId) {
        return table.get(LedgerItemKeys.entry(tenant, entryId), Freshness.STRONG)
                .filter(item -> !PendingEntryItem.leaves(item).isEmpty())
                .isPresent();
    }

    @Override
    public boolean hasDecision(TenantId tenant, String id) {
        return table.get(TableKeys.decision(tenant, id), Freshness.STRONG).isPresent();
    }

    @Override
    public Optional<DecisionBatch> batch(TenantId tenant, String id) {
        return table.get(TableKeys.decisionBatch(tenant, id), Freshness.STRONG)
                .or(() -> table.get(TableKeys.openDecisionBatch(tenant), Freshness.STRONG))
                .flatMap(DynamoDbLedgerItems::batch)
                .filter(batch -> batch.id().equals(id));
    }

    /** Returns the batch in an item; empty if the item is unreadable, which the listing reports. */
    private static Optional<DecisionBatch> batch(Map<String, AttributeValue> item) {
        try {
            return Optional.of(ItemCodec.body(item, DecisionBatch.class));
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<ApprovalOfRecord> approval(TenantId tenant, ApprovalSubject subject) {
        return new DynamoDbApprovalOfRecordStore(table).find(tenant, subject);
    }

    @Override
    public Optional<Configuration> configuration(TenantId tenant) {
        return table.get(LedgerItemKeys.configuration(tenant), Freshness.STRONG)
                .map(DynamoDbLedgerItems::configuration);
    }

    private static Configuration configuration(Map<String, AttributeValue> item) {
        long number = TableAttributes.number(item, DynamoDbConfigurationStore.NUMBER);
        return new Configuration(
                LedgerItemReader.where(item),
                number,
                ConfigurationRecorder.entryId(number, TableAttributes.text(item, DynamoDbConfigurationStore.DIGEST)));
    }
}
