package io.grantkeeper.owners.answers;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.owners.revocation.RevokeAccess;
import java.util.Optional;

/** Provides the {@link RevokeAccess} instance for a connection. */
@FunctionalInterface
public interface RevokerProvider {
    /**
     * Returns the instance that revokes access through this connection; empty if the connection is not configured or
     * its provider does not support revocation.
     */
    Optional<RevokeAccess> of(TenantId tenant, ConnectionId connection);
}
