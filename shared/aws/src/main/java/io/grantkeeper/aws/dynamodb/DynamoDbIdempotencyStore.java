package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.IdempotencyStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Remembers keys in the table. Whether one has expired is decided by comparing instants; DynamoDB's time to live only
 * tidies up, whenever it gets to it.
 */
public final class DynamoDbIdempotencyStore implements IdempotencyStore {
    private static final String EXPIRES = "expires";

    private final DynamoDbTable table;

    public DynamoDbIdempotencyStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public boolean seen(TenantId tenant, String scope, String key, Instant now) {
        return table.get(Keys.idempotency(tenant, scope, key), Freshness.STRONG)
                .flatMap(item -> Attributes.instant(item, EXPIRES))
                .filter(expires -> expires.isAfter(now))
                .isPresent();
    }

    @Override
    public boolean remember(TenantId tenant, String scope, String key, Instant now, Instant expires) {
        Map<String, AttributeValue> item =
                new HashMap<>(Keys.idempotency(tenant, scope, key).attributes());
        item.put(Attributes.TYPE, ItemType.SEEN.value());
        item.put(EXPIRES, Attributes.instant(expires));
        item.put(Attributes.TTL, Attributes.number(expires.getEpochSecond() + 1));
        return table.putIf(
                item, "attribute_not_exists(#pk) OR #expires <= :now", Map.of(":now", Attributes.instant(now)));
    }
}
