package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ExpiringRecordStore;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stores the console's short-lived records in the DynamoDB table. The store compares instants to determine whether a
 * record has expired, because DynamoDB's time to live deletes expired items only at some later time.
 */
public final class DynamoDbExpiringRecordStore implements ExpiringRecordStore {
    private static final String EXPIRES = "expires";

    private final DynamoDbTable table;

    public DynamoDbExpiringRecordStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public void put(TenantId tenant, String scope, String key, String text, Instant expires) {
        table.put(item(tenant, scope, key, text, expires));
    }

    @Override
    public boolean putNew(TenantId tenant, String scope, String key, String text, Instant now, Instant expires) {
        return table.putIf(
                item(tenant, scope, key, text, expires),
                "attribute_not_exists(#pk) OR #expires <= :now",
                Map.of(":now", TableAttributes.instant(now)));
    }

    @Override
    public boolean replace(TenantId tenant, String scope, String key, String text, Instant expires, Instant now) {
        return table.putIf(
                item(tenant, scope, key, text, expires),
                "#expires > :now",
                Map.of(":now", TableAttributes.instant(now)));
    }

    @Override
    public Optional<String> find(TenantId tenant, String scope, String key, Instant now) {
        return table.get(TableKeys.consoleRecord(tenant, scope, key), Freshness.STRONG)
                .filter(item -> TableAttributes.instant(item, EXPIRES)
                        .filter(expires -> expires.isAfter(now))
                        .isPresent())
                .map(item -> TableAttributes.text(item, TableAttributes.BODY));
    }

    @Override
    public Optional<String> take(TenantId tenant, String scope, String key, Instant now) {
        // The put marks the record as taken. Only one caller's put meets the condition.
        Optional<String> found = find(tenant, scope, key, now);
        return found.filter(text -> replace(tenant, scope, key, "", now, now));
    }

    private static Map<String, AttributeValue> item(
            TenantId tenant, String scope, String key, String text, Instant expires) {
        Map<String, AttributeValue> item =
                NewItem.of(TableKeys.consoleRecord(tenant, scope, key), ItemType.CONSOLE_RECORD);
        item.put(TableAttributes.BODY, TableAttributes.text(text));
        item.put(EXPIRES, TableAttributes.instant(expires));
        item.put(TableAttributes.TTL, TableAttributes.number(expires.getEpochSecond() + 1));
        return item;
    }
}
