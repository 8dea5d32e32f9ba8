package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.KeysOnlyIndexQuery.Order;
import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.store.ApprovalOfRecordStore;
import io.grantkeeper.identity.store.StorePage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stores approvals of record in the DynamoDB table, in one partition per subject, so that the approvals of an identity
 * are read by key.
 */
public final class DynamoDbApprovalOfRecordStore implements ApprovalOfRecordStore {
    private final DynamoDbTable table;

    public DynamoDbApprovalOfRecordStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public Optional<ApprovalOfRecord> find(TenantId tenant, ApprovalSubject subject) {
        return table.get(TableKeys.approvalOfRecord(tenant, subject), Freshness.STRONG)
                .map(DynamoDbApprovalOfRecordStore::read);
    }

    @Override
    public List<ApprovalOfRecord> findAll(TenantId tenant, Collection<ApprovalSubject> subjects) {
        List<PrimaryKey> keys = subjects.stream()
                .map(subject -> TableKeys.approvalOfRecord(tenant, subject))
                .distinct()
                .toList();
        Map<PrimaryKey, Map<String, AttributeValue>> found = table.getAll(keys, Freshness.STRONG);
        return keys.stream()
                .flatMap(key -> Optional.ofNullable(found.get(key)).stream())
                .map(DynamoDbApprovalOfRecordStore::read)
                .toList();
    }

    @Override
    public ApprovalOfRecord save(TenantId tenant, ApprovalOfRecord approval) {
        ApprovalOfRecord next = approval.withVersion(approval.version() + 1);
        table.putVersion(item(tenant, next), approval.version(), "the approval of " + approval.subject());
        return next;
    }

    /** Returns the item in which an approval is stored. */
    static Map<String, AttributeValue> item(TenantId tenant, ApprovalOfRecord next) {
        Map<String, AttributeValue> item = NewItem.versioned(
                TableKeys.approvalOfRecord(tenant, next.subject()), ItemType.APPROVAL_OF_RECORD, next.version(), next);
        NewItem.list(
                item,
                Index.G1,
                TableKeys.approvalsOfRecord(tenant),
                TableKeys.ordered(next.current().at(), next.subject()));
        return item;
    }

    @Override
    public StorePage<ApprovalOfRecord> recent(TenantId tenant, int limit, Optional<String> from) {
        return new KeysOnlyIndexQuery(table, Index.G1, TableKeys.approvalsOfRecord(tenant), Order.DESCENDING)
                .slice(limit, from, DynamoDbApprovalOfRecordStore::read);
    }

    static ApprovalOfRecord read(Map<String, AttributeValue> item) {
        return ItemCodec.body(item, ApprovalOfRecord.class)
                .withVersion(TableAttributes.number(item, TableAttributes.VERSION));
    }
}
