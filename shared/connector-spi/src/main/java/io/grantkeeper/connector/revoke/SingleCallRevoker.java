package io.grantkeeper.connector.revoke;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;

/** A revoker for a provider that revokes every target with one call, or not at all. */
public abstract class SingleCallRevoker implements Revoker {
    /** Returns how to revoke a target. This method makes no call. */
    protected abstract Revocation revocation(ProviderSession session, RevocationTarget target)
            throws ConnectorException;

    /**
     * Returns how to revoke a target, with the name of the decision maker. Providers that record a reason override this
     * method.
     *
     * @param by who decided, in readable form
     */
    protected Revocation revocation(ProviderSession session, RevocationTarget target, String by)
            throws ConnectorException {
        return revocation(session, target);
    }

    @Override
    public final RevocationPlan plan(ProviderSession session, RevocationTarget target) throws ConnectorException {
        return revocation(session, target).plan();
    }

    @Override
    public final void revoke(ProviderSession session, RevocationTarget target) throws ConnectorException {
        revocation(session, target).execute(session);
    }

    @Override
    public final void revoke(ProviderSession session, RevocationTarget target, String by) throws ConnectorException {
        revocation(session, target, by).execute(session);
    }
}
