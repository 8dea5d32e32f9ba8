package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.KeysOnlyIndexQuery.Order;
import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.ReviewCampaign;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.StorePage;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores campaigns in the DynamoDB table, in one partition per campaign. */
public final class DynamoDbCampaignStore implements CampaignStore {
    private final DynamoDbTable table;

    public DynamoDbCampaignStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public boolean open(TenantId tenant, ReviewCampaign campaign) {
        return table.putIf(item(tenant, campaign.withVersion(1)), "attribute_not_exists(#pk)", Map.of());
    }

    @Override
    public Optional<ReviewCampaign> find(TenantId tenant, String id) {
        return table.get(TableKeys.campaign(tenant, id), Freshness.STRONG).map(DynamoDbCampaignStore::read);
    }

    @Override
    public ReviewCampaign save(TenantId tenant, ReviewCampaign campaign) {
        ReviewCampaign next = campaign.withVersion(campaign.version() + 1);
        table.replaceVersion(item(tenant, next), campaign.version(), "campaign " + campaign.id());
        return next;
    }

    @Override
    public StorePage<ReviewCampaign> recent(TenantId tenant, int limit, Optional<String> from) {
        return new KeysOnlyIndexQuery(table, Index.G1, TableKeys.campaigns(tenant), Order.DESCENDING)
                .slice(limit, from, DynamoDbCampaignStore::read);
    }

    private static Map<String, AttributeValue> item(TenantId tenant, ReviewCampaign campaign) {
        Map<String, AttributeValue> item = NewItem.versioned(
                TableKeys.campaign(tenant, campaign.id()), ItemType.CAMPAIGN, campaign.version(), campaign);
        NewItem.list(
                item, Index.G1, TableKeys.campaigns(tenant), TableKeys.ordered(campaign.startedAt(), campaign.id()));
        return item;
    }

    private static ReviewCampaign read(Map<String, AttributeValue> item) {
        return ItemCodec.body(item, ReviewCampaign.class)
                .withVersion(TableAttributes.number(item, TableAttributes.VERSION));
    }
}
