package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.policy.ladder.PromotionProposal;
import io.grantkeeper.policy.ladder.PromotionStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A {@code PromotionStore} that stores its data in memory. Tests use it in place of the DynamoDB
 * implementation.
 */
public final class InMemoryPromotionStore implements PromotionStore {
    private final TenantRows<Key, PromotionProposal> promotions = new TenantRows<>();

    private record Key(String policy, Instant proposedAt) {}

    @Override
    public synchronized void save(TenantId tenant, PromotionProposal promotion) {
        Key key = new Key(promotion.policy(), promotion.proposedAt());
        long stored =
                promotions.find(tenant, key).map(PromotionProposal::revision).orElse(0L);
        if (stored != promotion.revision()) {
            throw new ConcurrentWriteException("the proposal for " + promotion.policy());
        }
        promotions.put(tenant, key, promotion.withRevision(stored + 1));
    }

    @Override
    public synchronized List<PromotionProposal> of(TenantId tenant, String policy) {
        return promotions.select(
                tenant,
                promotion -> promotion.policy().equals(policy),
                Comparator.comparing(PromotionProposal::proposedAt).reversed());
    }
}
