package io.grantkeeper.owners.revocation;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import java.time.Instant;

/**
 * Determines whether all listings of a connection were read completely after an instant. If such listings still contain
 * access whose revocation the provider had confirmed, the access was granted again or never revoked.
 */
@FunctionalInterface
public interface FullListingSince {
    /**
     * Always answers that the listings are not complete, for callers that do not know anything about them. Access then
     * counts as existing only if its row was written after the revocation.
     */
    FullListingSince UNKNOWN = (_, _, _) -> false;

    /** Returns whether all listings that started after this instant were read completely. */
    boolean isCompleteSince(TenantId tenant, ConnectionId connection, Instant at);
}
