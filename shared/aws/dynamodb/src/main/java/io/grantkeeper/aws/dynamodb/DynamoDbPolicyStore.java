package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.policy.store.PolicyStore;
import io.grantkeeper.policy.store.StoredPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Stores policies in the DynamoDB table. Each change is one transaction that writes the policy and increments the
 * tenant's revision. The revision is a small item, and reading it shows whether any policy has changed.
 */
public final class DynamoDbPolicyStore implements PolicyStore {
    private static final int TRIES = 20;

    private final DynamoDbTable table;

    public DynamoDbPolicyStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public List<StoredPolicy> all(TenantId tenant) {
        return table.readAll(TableKeys.policies(tenant), TableKeys.POLICY, DynamoDbPolicyStore::read);
    }

    @Override
    public Optional<StoredPolicy> policy(TenantId tenant, String name) {
        return table.get(TableKeys.policy(tenant, name), Freshness.STRONG).map(DynamoDbPolicyStore::read);
    }

    @Override
    public long revision(TenantId tenant) {
        return revision(table.get(TableKeys.policyRevision(tenant), Freshness.STRONG));
    }

    /**
     * Returns the revision in an item.
     *
     * @param item the item; empty if no policy was ever saved
     */
    static long revision(Optional<Map<String, AttributeValue>> item) {
        return item.map(found -> TableAttributes.number(found, TableAttributes.VERSION))
                .orElse(0L);
    }

    @Override
    public void save(TenantId tenant, StoredPolicy policy) {
        change(tenant, policy, put(tenant, policy));
    }

    @Override
    public void remove(TenantId tenant, StoredPolicy policy) {
        if (policy(tenant, policy.name()).isPresent()) {
            change(tenant, policy, delete(tenant, policy));
        }
    }

    /**
     * Writes a change. The write fails only if this policy's revision is not the expected one; concurrent changes of
     * other policies do not affect it.
     */
    private void change(TenantId tenant, StoredPolicy policy, TransactWriteItem write) {
        for (int attempt = 1; !table.transact(List.of(write, raise(tenant))); attempt++) {
            long stored =
                    policy(tenant, policy.name()).map(StoredPolicy::revision).orElse(0L);
            if (stored != policy.revision()) {
                throw new ConcurrentWriteException("the policy " + policy.name());
            }
            JitteredBackoff.pause(attempt, TRIES, "policies were changed by another writer");
        }
    }

    private TransactWriteItem put(TenantId tenant, StoredPolicy policy) {
        Map<String, AttributeValue> item = NewItem.versioned(
                TableKeys.policy(tenant, policy.name()), ItemType.POLICY, policy.revision() + 1, policy);
        boolean isNew = policy.revision() == 0;
        String condition = isNew ? "attribute_not_exists(#pk)" : "#version = :read";
        return TransactWriteItem.builder()
                .put(put -> {
                    put.tableName(table.name())
                            .item(item)
                            .conditionExpression(condition)
                            .expressionAttributeNames(ConditionalUpdate.names(condition));
                    if (!isNew) {
                        put.expressionAttributeValues(Map.of(":read", TableAttributes.number(policy.revision())));
                    }
                })
                .build();
    }

    private TransactWriteItem delete(TenantId tenant, StoredPolicy policy) {
        String condition = "#version = :read";
        return TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table.name())
                        .key(TableKeys.policy(tenant, policy.name()).attributes())
                        .conditionExpression(condition)
                        .expressionAttributeNames(ConditionalUpdate.names(condition))
                        .expressionAttributeValues(Map.of(":read", TableAttributes.number(policy.revision()))))
                .build();
    }

    private TransactWriteItem raise(TenantId tenant) {
        long read = revision(tenant);
        ConditionalUpdate update = new ConditionalUpdate(TableKeys.policyRevision(tenant))
                .set(TableAttributes.TYPE, ItemType.POLICY_REVISION.value())
                .set(TableAttributes.VERSION, TableAttributes.number(read + 1));
        if (read == 0) {
            update.when("attribute_not_exists(#pk)");
        } else {
            update.value("read", TableAttributes.number(read)).when("#version = :read");
        }
        return update.inTransaction(table.name());
    }

    private static StoredPolicy read(Map<String, AttributeValue> item) {
        return ItemCodec.body(item, StoredPolicy.class)
                .withRevision(TableAttributes.number(item, TableAttributes.VERSION));
    }
}
