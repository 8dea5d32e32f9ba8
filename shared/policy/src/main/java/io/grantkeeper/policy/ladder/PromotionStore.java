package io.grantkeeper.policy.ladder;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.LostRaceException;
import java.util.List;

/** Keeps proposals, one for each policy and the moment it was made. */
public interface PromotionStore {
    /** @throws LostRaceException where the stored revision is another */
    void save(TenantId tenant, Promotion promotion);

    /** All that were ever made for a policy, newest first; strongly consistent. */
    List<Promotion> of(TenantId tenant, String policy);
}
