package io.grantkeeper.connector.revoke;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;

/** Takes access away. */
public interface Revoker {
    /** What {@link #revoke} would do; makes no call that changes anything. */
    RevocationPlan plan(ProviderSession session, RevocationTarget target) throws ConnectorException;

    /**
     * Does it. What is gone already counts as done, so a second call succeeds.
     *
     * @throws ConnectorException where it is not done; {@code NotOffered} where the plan is by hand
     */
    void revoke(ProviderSession session, RevocationTarget target) throws ConnectorException;
}
