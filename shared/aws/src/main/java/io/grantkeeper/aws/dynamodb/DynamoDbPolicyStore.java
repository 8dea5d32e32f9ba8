package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.policy.store.PolicyStore;
import io.grantkeeper.policy.store.StoredPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Keeps policies in the table. Each change is one transaction of the policy and the tenant's revision, so that whoever
 * reads the revision, one small item, knows whether anything has changed.
 */
public final class DynamoDbPolicyStore implements PolicyStore {
    private static final int TRIES = 20;

    private final DynamoDbTable table;

    public DynamoDbPolicyStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public List<StoredPolicy> all(TenantId tenant) {
        return table.queryAll(Keys.policies(tenant), Keys.POLICY, Freshness.STRONG).stream()
                .map(DynamoDbPolicyStore::read)
                .toList();
    }

    @Override
    public Optional<StoredPolicy> policy(TenantId tenant, String name) {
        return table.get(Keys.policy(tenant, name), Freshness.STRONG).map(DynamoDbPolicyStore::read);
    }

    @Override
    public long revision(TenantId tenant) {
        return revision(table.get(Keys.policyRevision(tenant), Freshness.STRONG));
    }

    /** @param item empty where no policy was ever saved */
    static long revision(Optional<Map<String, AttributeValue>> item) {
        return item.map(found -> Attributes.number(found, Attributes.VERSION)).orElse(0L);
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

    /** Changes of other policies that come in between are no reason to fail: only this policy's own revision is. */
    private void change(TenantId tenant, StoredPolicy policy, TransactWriteItem write) {
        for (int attempt = 1; !table.transact(List.of(write, raise(tenant))); attempt++) {
            long stored =
                    policy(tenant, policy.name()).map(StoredPolicy::revision).orElse(0L);
            if (stored != policy.revision()) {
                throw new LostRaceException("the policy " + policy.name());
            }
            Backoff.pause(attempt, TRIES, "policies were changed by others");
        }
    }

    private TransactWriteItem put(TenantId tenant, StoredPolicy policy) {
        Map<String, AttributeValue> item =
                new HashMap<>(Keys.policy(tenant, policy.name()).attributes());
        item.put(Attributes.TYPE, ItemType.POLICY.value());
        item.put(Attributes.VERSION, Attributes.number(policy.revision() + 1));
        item.put(Attributes.BODY, Attributes.text(ModelJson.write(policy)));
        boolean isNew = policy.revision() == 0;
        String condition = isNew ? "attribute_not_exists(#pk)" : "#version = :read";
        return TransactWriteItem.builder()
                .put(put -> {
                    put.tableName(table.name())
                            .item(item)
                            .conditionExpression(condition)
                            .expressionAttributeNames(Update.names(condition));
                    if (!isNew) {
                        put.expressionAttributeValues(Map.of(":read", Attributes.number(policy.revision())));
                    }
                })
                .build();
    }

    private TransactWriteItem delete(TenantId tenant, StoredPolicy policy) {
        String condition = "#version = :read";
        return TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table.name())
                        .key(Keys.policy(tenant, policy.name()).attributes())
                        .conditionExpression(condition)
                        .expressionAttributeNames(Update.names(condition))
                        .expressionAttributeValues(Map.of(":read", Attributes.number(policy.revision()))))
                .build();
    }

    private TransactWriteItem raise(TenantId tenant) {
        long read = revision(tenant);
        Update update = new Update(Keys.policyRevision(tenant))
                .set(Attributes.TYPE, ItemType.POLICY_REVISION.value())
                .set(Attributes.VERSION, Attributes.number(read + 1));
        if (read == 0) {
            update.when("attribute_not_exists(#pk)");
        } else {
            update.value("read", Attributes.number(read)).when("#version = :read");
        }
        return update.inTransaction(table.name());
    }

    private static StoredPolicy read(Map<String, AttributeValue> item) {
        return ItemCodec.body(item, StoredPolicy.class).withRevision(Attributes.number(item, Attributes.VERSION));
    }
}
