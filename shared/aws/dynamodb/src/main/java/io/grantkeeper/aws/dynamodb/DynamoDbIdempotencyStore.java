package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.IdempotencyStore;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stores idempotency keys in the DynamoDB table. The store compares instants to determine whether a key has expired,
 * because DynamoDB's time to live deletes expired items only at some later time.
 */
public final class DynamoDbIdempotencyStore implements IdempotencyStore {
    private static final String EXPIRES = "expires";

    private final DynamoDbTable table;

    public DynamoDbIdempotencyStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public boolean seen(TenantId tenant, String scope, String key, Instant now) {
        return table.get(TableKeys.idempotency(tenant, scope, key), Freshness.STRONG)
                .flatMap(item -> TableAttributes.instant(item, EXPIRES))
                .filter(expires -> expires.isAfter(now))
                .isPresent();
    }

    @Override
    public boolean remember(TenantId tenant, String scope, String key, Instant now, Instant expires) {
        Map<String, AttributeValue> item = NewItem.of(TableKeys.idempotency(tenant, scope, key), ItemType.SEEN);
        item.put(EXPIRES, TableAttributes.instant(expires));
        item.put(TableAttributes.TTL, TableAttributes.number(expires.getEpochSecond() + 1));
        return table.putIf(
                item, "attribute_not_exists(#pk) OR #expires <= :now", Map.of(":now", TableAttributes.instant(now)));
    }
}
