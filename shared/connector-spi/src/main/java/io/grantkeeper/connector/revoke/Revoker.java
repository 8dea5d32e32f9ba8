package io.grantkeeper.connector.revoke;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import java.util.List;

/**
 * The part of a connector that revokes access, blocks apps for the whole tenant, and approves or denies access requests
 * that are pending at the provider.
 */
public interface Revoker {
    /** Returns what {@link #revoke} would do. This method makes no call that changes anything. */
    RevocationPlan plan(ProviderSession session, RevocationTarget target) throws ConnectorException;

    /**
     * Revokes the target. Access that no longer exists counts as revoked, so a second call succeeds.
     *
     * @throws ConnectorException if the access was not revoked; {@code NotOffered} if the plan is manual
     */
    void revoke(ProviderSession session, RevocationTarget target) throws ConnectorException;

    /**
     * Revokes the target, or denies it if it is a request. If the provider records or forwards a reason, this method
     * passes on who decided.
     *
     * @param by who decided, in readable form: an email address, an account or a policy
     * @throws ConnectorException as {@link #revoke(ProviderSession, RevocationTarget)}
     */
    default void revoke(ProviderSession session, RevocationTarget target, String by) throws ConnectorException {
        revoke(session, target);
    }

    /**
     * Returns whether the provider lets Grantkeeper block an app for the whole tenant. This method makes no call; it
     * relies on what is stored about the app.
     */
    default boolean canBlock(NonHumanIdentity app, List<Grant> grants) {
        return false;
    }

    /** Returns what {@link #block} would do. This method makes no call that changes anything. */
    default RevocationPlan planBlock(ProviderSession session, NonHumanIdentity app, List<Grant> grants)
            throws ConnectorException {
        return new RevocationPlan.Manual(
                "Grantkeeper cannot block an app at this provider by API.",
                List.of("Block the app in the provider's own settings."));
    }

    /**
     * Blocks an app for the whole tenant: nobody can use it, not even its current users. If the app is already blocked,
     * this method succeeds.
     *
     * @param grants the app's live grants
     * @throws ConnectorException if the app was not blocked; {@code NotOffered} if the plan is manual
     */
    default void block(ProviderSession session, NonHumanIdentity app, List<Grant> grants) throws ConnectorException {
        throw ConnectorException.notOffered("this provider has no API call to block an app");
    }

    /** Returns what {@link #approve} would do. This method makes no call that changes anything. */
    default RevocationPlan planApproval(ProviderSession session, RevocationTarget request) throws ConnectorException {
        return new RevocationPlan.Manual(
                "Grantkeeper cannot approve a request at this provider by API.",
                List.of("Approve the request in the provider's own settings."));
    }

    /**
     * Approves a request. A request that no longer exists counts as decided.
     *
     * @param by who decided, in readable form
     * @throws ConnectorException if the request was not approved; {@code NotOffered} if the plan is manual
     */
    default void approve(ProviderSession session, RevocationTarget request, String by) throws ConnectorException {
        throw ConnectorException.notOffered("this provider has no API call to approve a request");
    }
}
