package io.grantkeeper.identity.store;

import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import java.util.Collection;
import java.util.List;

/**
 * Stores other names of identities, such as client ids, app ids and SPIFFE ids, and finds identities by them. The
 * result may include an identity that no longer has this name, so the caller must check each identity.
 */
public interface IdentityAliasStore {
    /** Saves the other names of an identity. Names that are already stored cost only a read. */
    void save(TenantId tenant, IdentityId identity, Collection<Alias> aliases);

    /**
     * Returns the identities that have or had this name under any scheme, ordered by id. The read is strongly
     * consistent.
     */
    List<IdentityId> findByName(TenantId tenant, String name);
}
