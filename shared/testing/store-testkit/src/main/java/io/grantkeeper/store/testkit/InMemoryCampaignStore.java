package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.ReviewCampaign;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.StorePage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A {@code CampaignStore} that stores its data in memory. Tests use it in place of the DynamoDB
 * implementation.
 */
public final class InMemoryCampaignStore implements CampaignStore {
    private final VersionedRows<String, ReviewCampaign> campaigns =
            new VersionedRows<>("campaign", ReviewCampaign::id, ReviewCampaign::version, ReviewCampaign::withVersion);

    @Override
    public synchronized boolean open(TenantId tenant, ReviewCampaign campaign) {
        return campaigns.open(tenant, campaign);
    }

    @Override
    public synchronized Optional<ReviewCampaign> find(TenantId tenant, String id) {
        return campaigns.find(tenant, id);
    }

    @Override
    public synchronized ReviewCampaign save(TenantId tenant, ReviewCampaign campaign) {
        return campaigns.replace(tenant, campaign);
    }

    @Override
    public synchronized StorePage<ReviewCampaign> recent(TenantId tenant, int limit, Optional<String> from) {
        List<ReviewCampaign> all = campaigns.all(
                tenant,
                Comparator.comparing(ReviewCampaign::startedAt)
                        .thenComparing(ReviewCampaign::id)
                        .reversed());
        return StorePages.slice(all, limit, from);
    }
}
