package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.PushSubscriptionStore;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores the subscriptions of a connection in one item, because there are only a few. */
public final class DynamoDbPushSubscriptionStore implements PushSubscriptionStore {
    private final DynamoDbTable table;

    public DynamoDbPushSubscriptionStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public List<ActiveSubscription> active(TenantId tenant, ConnectionId connection) {
        return table.get(TableKeys.subscriptions(tenant, connection), Freshness.STRONG)
                .map(item -> ItemCodec.body(item, ActiveSubscription[].class))
                .map(subscriptions -> Arrays.stream(subscriptions).toList())
                .orElse(List.of());
    }

    @Override
    public void replace(TenantId tenant, ConnectionId connection, List<ActiveSubscription> subscriptions) {
        Map<String, AttributeValue> item =
                NewItem.withJson(TableKeys.subscriptions(tenant, connection), ItemType.SUBSCRIPTIONS, subscriptions);
        table.put(item);
    }
}
