package io.grantkeeper.identity.store;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.Campaign;
import java.util.Optional;

/** Keeps the runs of reviews. */
public interface CampaignStore {
    /**
     * Keeps a new campaign.
     *
     * @return false where one with its id is kept already; that one stays
     */
    boolean open(TenantId tenant, Campaign campaign);

    Optional<Campaign> find(TenantId tenant, String id);

    /**
     * Writes what became of it.
     *
     * @param campaign its {@code version} is the one that was read; stored as one more
     * @return the campaign as it is now kept
     * @throws LostRaceException where the stored version is another
     */
    Campaign save(TenantId tenant, Campaign campaign);

    /** All of them, newest first. */
    Slice<Campaign> recent(TenantId tenant, int limit, Optional<String> from);
}
