package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.SubscriptionStore;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keeps a connection's standing subscriptions in one item: there are a handful at most. */
public final class DynamoDbSubscriptionStore implements SubscriptionStore {
    private final DynamoDbTable table;

    public DynamoDbSubscriptionStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public List<StandingSubscription> standing(TenantId tenant, ConnectionId connection) {
        return table.get(Keys.subscriptions(tenant, connection), Freshness.STRONG)
                .map(item -> ItemCodec.body(item, StandingSubscription[].class))
                .map(subscriptions -> Arrays.stream(subscriptions).toList())
                .orElse(List.of());
    }

    @Override
    public void replace(TenantId tenant, ConnectionId connection, List<StandingSubscription> subscriptions) {
        Map<String, AttributeValue> item =
                new HashMap<>(Keys.subscriptions(tenant, connection).attributes());
        item.put(Attributes.TYPE, ItemType.SUBSCRIPTIONS.value());
        item.put(Attributes.BODY, Attributes.text(ModelJson.write(subscriptions)));
        table.put(item);
    }
}
