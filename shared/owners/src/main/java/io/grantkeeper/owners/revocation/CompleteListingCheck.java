package io.grantkeeper.owners.revocation;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import java.time.Instant;

/**
 * Determines whether all listings of a connection have been read completely since an instant. If a later listing still
 * contains access whose revocation the provider had confirmed before that instant, the access was granted again or
 * never revoked.
 */
@FunctionalInterface
public interface CompleteListingCheck {
    /**
     * An instance that always returns false, for callers that do not know when the listings were read. Access then
     * counts as existing only if its row was written after the revocation.
     */
    CompleteListingCheck UNKNOWN = (_, _, _) -> false;

    /** Returns whether a sweep that started after this instant has read all listings of the connection completely. */
    boolean isCompleteSince(TenantId tenant, ConnectionId connection, Instant at);
}
