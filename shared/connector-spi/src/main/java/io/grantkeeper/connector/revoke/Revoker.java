package io.grantkeeper.connector.revoke;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;

/** The part of a connector that revokes access. */
public interface Revoker {
    /** Returns what {@link #revoke} would do. This method makes no call that changes anything. */
    RevocationPlan plan(ProviderSession session, RevocationTarget target) throws ConnectorException;

    /**
     * Revokes the target. Access that no longer exists counts as revoked, so a second call succeeds.
     *
     * @throws ConnectorException if the access was not revoked; {@code NotOffered} if the plan is manual
     */
    void revoke(ProviderSession session, RevocationTarget target) throws ConnectorException;
}
