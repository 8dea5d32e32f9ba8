package io.grantkeeper.owners.answers;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.owners.revocation.RevokeAccess;
import java.util.Optional;

/** Provides the use case that revokes access through a given connection. */
@FunctionalInterface
public interface RevokerProvider {
    /** Returns the use case; empty if the connection is not configured, or its provider does not support revocation. */
    Optional<RevokeAccess> of(TenantId tenant, ConnectionId connection);
}
