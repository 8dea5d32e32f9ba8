package io.grantkeeper.answers;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.revocation.RevokeAccess;
import java.util.Optional;

/** Leads to where access is taken away. */
@FunctionalInterface
public interface Revokers {
    /** Empty where the connection is not configured, or its provider lets nothing be taken away. */
    Optional<RevokeAccess> of(TenantId tenant, ConnectionId connection);
}
