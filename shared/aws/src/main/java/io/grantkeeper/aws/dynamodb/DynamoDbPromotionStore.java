package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.policy.ladder.Promotion;
import io.grantkeeper.policy.ladder.PromotionStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keeps proposals in the table, each policy's together. */
public final class DynamoDbPromotionStore implements PromotionStore {
    private final DynamoDbTable table;

    public DynamoDbPromotionStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public void save(TenantId tenant, Promotion promotion) {
        Map<String, AttributeValue> item =
                new HashMap<>(Keys.promotion(tenant, promotion.policy(), Attributes.sortable(promotion.proposedAt()))
                        .attributes());
        item.put(Attributes.TYPE, ItemType.PROMOTION.value());
        item.put(Attributes.VERSION, Attributes.number(promotion.revision() + 1));
        item.put(Attributes.BODY, Attributes.text(ModelJson.write(promotion)));
        boolean saved = promotion.revision() == 0
                ? table.putIf(item, "attribute_not_exists(#pk)", Map.of())
                : table.putIf(item, "#version = :read", Map.of(":read", Attributes.number(promotion.revision())));
        if (!saved) {
            throw new LostRaceException("the proposal for " + promotion.policy());
        }
    }

    @Override
    public List<Promotion> of(TenantId tenant, String policy) {
        return table.queryAll(Keys.promotionsOf(tenant, policy), Keys.PROMOTION, Freshness.STRONG).stream()
                .map(item ->
                        ItemCodec.body(item, Promotion.class).withRevision(Attributes.number(item, Attributes.VERSION)))
                .toList()
                .reversed();
    }
}
