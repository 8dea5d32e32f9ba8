package io.grantkeeper.identity.store;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stores findings under the identity that they concern. */
public interface FindingStore {
    /**
     * Stores a finding unless one with the same key exists, open or closed. If the existing one is open, is not
     * assigned to a delivery, and has a lower {@link FindingRank}, the new finding replaces it.
     *
     * @param owner the owner under whom the finding is listed, if any
     * @return whether the finding was stored
     */
    boolean open(TenantId tenant, Finding finding, Optional<PersonId> owner);

    /**
     * Returns whether {@link #open} would store the finding now. The ledger needs this information, because it records
     * findings before they are stored.
     */
    boolean wouldOpen(TenantId tenant, Finding finding);

    /**
     * Stores related findings, each as {@link #open} does. The store may process the findings in parallel.
     *
     * @return the findings that were stored
     */
    default List<Finding> openAll(TenantId tenant, List<ListedFinding> found) {
        return found.stream()
                .filter(one -> open(tenant, one.finding(), one.owner()))
                .map(ListedFinding::finding)
                .toList();
    }

    /** A finding, and the owner under whom the finding is listed, if any. */
    record ListedFinding(Finding finding, Optional<PersonId> owner) {}

    /** Closes an open finding. If it is closed or missing, nothing changes. */
    void close(TenantId tenant, IdentityId identity, String key, Instant at);

    /** Closes an open finding as accepted. If it is not open, nothing changes. */
    void accept(TenantId tenant, IdentityId identity, String key, Instant at);

    /**
     * Reopens a finding whose acceptance has expired. If the finding is not accepted, nothing changes. The finding
     * remains assigned to the delivery that reported it.
     *
     * @param owner the owner under whom the finding is listed, if any
     */
    void reopen(TenantId tenant, Finding finding, Instant at, Optional<PersonId> owner);

    /** Returns the open findings about an identity, most severe first. */
    List<Finding> openByIdentity(TenantId tenant, IdentityId identity);

    /** Returns the open findings of an owner, most severe first. */
    StorePage<Finding> openByOwner(TenantId tenant, PersonId owner, int limit, Optional<String> from);

    /** Returns all open findings of the tenant, most severe first. */
    StorePage<Finding> open(TenantId tenant, int limit, Optional<String> from);

    /**
     * Returns index entries for the open findings, most severe first. The entries do not contain the findings; listing
     * them costs about a thirtieth of reading the findings. The list may be a few seconds old.
     */
    StorePage<FindingIndexEntry> openEntries(TenantId tenant, int limit, Optional<String> from);

    /**
     * Returns the findings with the given entry keys, by key, whether or not they are still open. They may be a few
     * seconds old.
     */
    Map<String, Finding> findings(TenantId tenant, Collection<String> keys);
}
