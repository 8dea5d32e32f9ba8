package io.grantkeeper.policy.store;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.IdentityDossier;
import java.util.Optional;

/**
 * What a decision about one identity starts from. It stands in front of every step of every agent, so it is one request
 * where a store can answer it as one.
 */
@FunctionalInterface
public interface DecisionReads {
    /** Strongly: neither is older than the call. */
    Start start(TenantId tenant, IdentityId id);

    /**
     * Where a decision starts.
     *
     * @param revision of the tenant's policies, as {@link PolicyStore#revision} has it
     * @param outline of the identity, as {@link AccessStore#outline} has it
     */
    record Start(long revision, Optional<IdentityDossier> outline) {}

    /** The same from two stores, one after the other. */
    static DecisionReads of(PolicyStore policies, AccessStore access) {
        return (tenant, id) -> new Start(policies.revision(tenant), access.outline(tenant, id));
    }
}
