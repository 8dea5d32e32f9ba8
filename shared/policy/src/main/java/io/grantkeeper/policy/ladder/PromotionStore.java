package io.grantkeeper.policy.ladder;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import java.util.List;

/**
 * Stores proposals to promote policies. The key of a proposal consists of the policy's name and the time of the
 * proposal.
 */
public interface PromotionStore {
    /**
     * Saves a proposal.
     *
     * @throws ConcurrentWriteException if the stored revision differs
     */
    void save(TenantId tenant, PromotionProposal promotion);

    /** Returns all proposals ever made for a policy, newest first, with a strongly consistent read. */
    List<PromotionProposal> of(TenantId tenant, String policy);
}
