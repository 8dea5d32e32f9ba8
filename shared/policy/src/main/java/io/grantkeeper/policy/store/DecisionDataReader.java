package io.grantkeeper.policy.store;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.IdentityRecord;
import java.util.Optional;

/**
 * Reads the data that every decision about an identity needs first. An agent waits for this read before each of its
 * steps, so it is a single request if the store supports that.
 */
@FunctionalInterface
public interface DecisionDataReader {
    /**
     * Reads the revision of the policies and the outline of the identity with strong consistency, so that neither is
     * older than the call.
     */
    Start start(TenantId tenant, IdentityId id);

    /**
     * The result of {@link DecisionDataReader#start}.
     *
     * @param revision the revision of the tenant's policies, see {@link PolicyStore#revision}
     * @param outline the outline of the identity, see {@link AccessStore#outline}; empty if the identity does not exist
     */
    record Start(long revision, Optional<IdentityRecord> outline) {}

    /** Returns an implementation that reads from two stores in sequence. */
    static DecisionDataReader of(PolicyStore policies, AccessStore access) {
        return (tenant, id) -> new Start(policies.revision(tenant), access.outline(tenant, id));
    }
}
