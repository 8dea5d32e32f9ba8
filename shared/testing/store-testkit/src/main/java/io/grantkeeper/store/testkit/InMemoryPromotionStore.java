package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.policy.ladder.PromotionProposal;
import io.grantkeeper.policy.ladder.PromotionStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code PromotionStore} that stores its data in memory. Tests use it in place of the DynamoDB
 * implementation.
 */
public final class InMemoryPromotionStore implements PromotionStore {
    private final Map<Key, PromotionProposal> promotions = new HashMap<>();

    private record Key(TenantId tenant, String policy, Instant proposedAt) {}

    @Override
    public synchronized void save(TenantId tenant, PromotionProposal promotion) {
        Key key = new Key(tenant, promotion.policy(), promotion.proposedAt());
        long stored = Optional.ofNullable(promotions.get(key))
                .map(PromotionProposal::revision)
                .orElse(0L);
        if (stored != promotion.revision()) {
            throw new ConcurrentWriteException("the proposal for " + promotion.policy());
        }
        promotions.put(key, promotion.withRevision(stored + 1));
    }

    @Override
    public synchronized List<PromotionProposal> of(TenantId tenant, String policy) {
        return promotions.entrySet().stream()
                .filter(entry -> entry.getKey().tenant.equals(tenant)
                        && entry.getKey().policy.equals(policy))
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparing(PromotionProposal::proposedAt).reversed())
                .toList();
    }
}
