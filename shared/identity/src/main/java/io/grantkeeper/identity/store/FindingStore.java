package io.grantkeeper.identity.store;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps findings, under the identity they are about. */
public interface FindingStore {
    /**
     * Stores a finding unless one with its key is there already, open or closed.
     *
     * @param owner under whom it is listed, where there is one
     * @return whether it was new
     */
    boolean open(TenantId tenant, Finding finding, Optional<PersonId> owner);

    /**
     * Stores findings that belong together, each as {@link #open} does; a store may do so side by side.
     *
     * @return those that were new
     */
    default List<Finding> openAll(TenantId tenant, List<Listed> found) {
        return found.stream()
                .filter(one -> open(tenant, one.finding(), one.owner()))
                .map(Listed::finding)
                .toList();
    }

    /** @param owner under whom the finding is listed, where there is one */
    record Listed(Finding finding, Optional<PersonId> owner) {}

    /** Closes an open finding; closing one that is closed or missing changes nothing. */
    void close(TenantId tenant, IdentityId identity, String key, Instant at);

    /** Closes an open finding as accepted; where it is not open, nothing changes. */
    void accept(TenantId tenant, IdentityId identity, String key, Instant at);

    /**
     * Opens a finding again whose acceptance is over; where it is not accepted, nothing changes. It stays with the send
     * that told of it.
     *
     * @param owner under whom it is listed, where there is one
     */
    void reopen(TenantId tenant, Finding finding, Instant at, Optional<PersonId> owner);

    /** Open findings about an identity, gravest first. */
    List<Finding> openOf(TenantId tenant, IdentityId identity);

    /** Open findings that a person is to answer, gravest first. */
    Slice<Finding> openOfOwner(TenantId tenant, PersonId owner, int limit, Optional<String> from);

    /** All open findings of the tenant, gravest first. */
    Slice<Finding> open(TenantId tenant, int limit, Optional<String> from);
}
