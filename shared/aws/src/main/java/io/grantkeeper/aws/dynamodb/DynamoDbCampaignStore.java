package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.Listing.Order;
import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.question.Campaign;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.identity.store.Slice;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keeps campaigns in the table, a partition each. */
public final class DynamoDbCampaignStore implements CampaignStore {
    private final DynamoDbTable table;

    public DynamoDbCampaignStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public boolean open(TenantId tenant, Campaign campaign) {
        return table.putIf(item(tenant, campaign.withVersion(1)), "attribute_not_exists(#pk)", Map.of());
    }

    @Override
    public Optional<Campaign> find(TenantId tenant, String id) {
        return table.get(Keys.campaign(tenant, id), Freshness.STRONG).map(DynamoDbCampaignStore::read);
    }

    @Override
    public Campaign save(TenantId tenant, Campaign campaign) {
        Campaign next = campaign.withVersion(campaign.version() + 1);
        boolean written = table.putIf(
                item(tenant, next), "#version = :read", Map.of(":read", Attributes.number(campaign.version())));
        if (!written) {
            throw new LostRaceException("campaign " + campaign.id());
        }
        return next;
    }

    @Override
    public Slice<Campaign> recent(TenantId tenant, int limit, Optional<String> from) {
        return new Listing(table, Index.G1, Keys.campaigns(tenant), Order.DESCENDING)
                .slice(limit, from, DynamoDbCampaignStore::read);
    }

    private static Map<String, AttributeValue> item(TenantId tenant, Campaign campaign) {
        Map<String, AttributeValue> item =
                new HashMap<>(Keys.campaign(tenant, campaign.id()).attributes());
        item.put(Attributes.TYPE, ItemType.CAMPAIGN.value());
        item.put(Attributes.VERSION, Attributes.number(campaign.version()));
        item.put(Attributes.BODY, Attributes.text(ModelJson.write(campaign)));
        item.put(Index.G1.partitionKey(), Attributes.text(Keys.campaigns(tenant)));
        item.put(
                Index.G1.sortKey(),
                Attributes.text(Keys.sk(Attributes.sortable(campaign.startedAt()) + "#" + campaign.id())));
        return item;
    }

    private static Campaign read(Map<String, AttributeValue> item) {
        return ItemCodec.body(item, Campaign.class).withVersion(Attributes.number(item, Attributes.VERSION));
    }
}
