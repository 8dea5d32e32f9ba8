package io.grantkeeper.identity.store;

import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import java.util.Collection;
import java.util.List;

/**
 * Leads from another name of an identity to it: a client id, an app's id, a SPIFFE id. A hint: it may lead to an identity
 * that does not carry the name any more, so whoever follows it looks at the identity itself.
 */
public interface AliasStore {
    /** Keeps what an identity is also called; names that are kept already cost a look. */
    void point(TenantId tenant, IdentityId identity, Collection<Alias> aliases);

    /** The identities that were once called so under any scheme, in the order of their ids; strongly consistent. */
    List<IdentityId> called(TenantId tenant, String name);
}
