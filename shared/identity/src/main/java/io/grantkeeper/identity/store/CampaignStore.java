package io.grantkeeper.identity.store;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.ReviewCampaign;
import java.util.Optional;

/** Stores campaigns, the runs of access reviews. */
public interface CampaignStore {
    /**
     * Stores a new campaign.
     *
     * @return false if a campaign with the same id is already stored; the stored campaign then remains unchanged
     */
    boolean open(TenantId tenant, ReviewCampaign campaign);

    Optional<ReviewCampaign> find(TenantId tenant, String id);

    /**
     * Saves a changed campaign.
     *
     * @param campaign the campaign, with the {@code version} that was read, which is incremented when stored
     * @return the campaign as stored
     * @throws ConcurrentWriteException if the stored version differs
     */
    ReviewCampaign save(TenantId tenant, ReviewCampaign campaign);

    /** Returns all campaigns, newest first. */
    StorePage<ReviewCampaign> recent(TenantId tenant, int limit, Optional<String> from);
}
