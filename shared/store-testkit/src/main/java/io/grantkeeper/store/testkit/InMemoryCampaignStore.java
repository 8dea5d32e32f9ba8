package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.Campaign;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.identity.store.Slice;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps campaigns in memory. */
public final class InMemoryCampaignStore implements CampaignStore {
    private final Map<Key, Campaign> campaigns = new HashMap<>();

    private record Key(TenantId tenant, String id) {}

    @Override
    public synchronized boolean open(TenantId tenant, Campaign campaign) {
        return campaigns.putIfAbsent(new Key(tenant, campaign.id()), campaign.withVersion(1)) == null;
    }

    @Override
    public synchronized Optional<Campaign> find(TenantId tenant, String id) {
        return Optional.ofNullable(campaigns.get(new Key(tenant, id)));
    }

    @Override
    public synchronized Campaign save(TenantId tenant, Campaign campaign) {
        Campaign kept = campaigns.get(new Key(tenant, campaign.id()));
        if (kept == null || kept.version() != campaign.version()) {
            throw new LostRaceException("campaign " + campaign.id());
        }
        Campaign saved = campaign.withVersion(campaign.version() + 1);
        campaigns.put(new Key(tenant, campaign.id()), saved);
        return saved;
    }

    @Override
    public synchronized Slice<Campaign> recent(TenantId tenant, int limit, Optional<String> from) {
        List<Campaign> all = campaigns.entrySet().stream()
                .filter(entry -> entry.getKey().tenant.equals(tenant))
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparing(Campaign::startedAt)
                        .thenComparing(Campaign::id)
                        .reversed())
                .toList();
        return Slices.cut(all, limit, from);
    }
}
