package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.ladder.PromotionProposal;
import io.grantkeeper.policy.ladder.PromotionStore;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores promotion proposals in the DynamoDB table, in one partition per policy. */
public final class DynamoDbPromotionStore implements PromotionStore {
    private final DynamoDbTable table;

    public DynamoDbPromotionStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public void save(TenantId tenant, PromotionProposal promotion) {
        Map<String, AttributeValue> item = NewItem.versioned(
                TableKeys.promotion(tenant, promotion.policy(), TableAttributes.sortable(promotion.proposedAt())),
                ItemType.PROMOTION,
                promotion.revision() + 1,
                promotion);
        table.putVersion(item, promotion.revision(), "the proposal for " + promotion.policy());
    }

    @Override
    public List<PromotionProposal> of(TenantId tenant, String policy) {
        return table.readAll(
                        TableKeys.promotionsOf(tenant, policy),
                        TableKeys.PROMOTION,
                        item -> ItemCodec.body(item, PromotionProposal.class)
                                .withRevision(TableAttributes.number(item, TableAttributes.VERSION)))
                .reversed();
    }
}
