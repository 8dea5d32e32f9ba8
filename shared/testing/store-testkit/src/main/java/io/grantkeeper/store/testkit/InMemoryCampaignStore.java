package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.ReviewCampaign;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.StorePage;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code CampaignStore} that stores its data in memory. Tests use it in place of the DynamoDB
 * implementation.
 */
public final class InMemoryCampaignStore implements CampaignStore {
    private final Map<Key, ReviewCampaign> campaigns = new HashMap<>();

    private record Key(TenantId tenant, String id) {}

    @Override
    public synchronized boolean open(TenantId tenant, ReviewCampaign campaign) {
        return campaigns.putIfAbsent(new Key(tenant, campaign.id()), campaign.withVersion(1)) == null;
    }

    @Override
    public synchronized Optional<ReviewCampaign> find(TenantId tenant, String id) {
        return Optional.ofNullable(campaigns.get(new Key(tenant, id)));
    }

    @Override
    public synchronized ReviewCampaign save(TenantId tenant, ReviewCampaign campaign) {
        ReviewCampaign kept = campaigns.get(new Key(tenant, campaign.id()));
        if (kept == null || kept.version() != campaign.version()) {
            throw new ConcurrentWriteException("campaign " + campaign.id());
        }
        ReviewCampaign saved = campaign.withVersion(campaign.version() + 1);
        campaigns.put(new Key(tenant, campaign.id()), saved);
        return saved;
    }

    @Override
    public synchronized StorePage<ReviewCampaign> recent(TenantId tenant, int limit, Optional<String> from) {
        List<ReviewCampaign> all = campaigns.entrySet().stream()
                .filter(entry -> entry.getKey().tenant.equals(tenant))
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparing(ReviewCampaign::startedAt)
                        .thenComparing(ReviewCampaign::id)
                        .reversed())
                .toList();
        return StorePages.slice(all, limit, from);
    }
}
