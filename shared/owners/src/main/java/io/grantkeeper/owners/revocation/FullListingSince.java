package io.grantkeeper.owners.revocation;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import java.time.Instant;

/**
 * Determines whether all listings of a connection were read completely after an instant. If those listings still
 * contain access that the provider reported as revoked, the access was granted again or was never revoked.
 */
@FunctionalInterface
public interface FullListingSince {
    /**
     * For callers that know nothing about listings. Only a row that was written later then shows that access exists.
     */
    FullListingSince UNKNOWN = (_, _, _) -> false;

    /** Returns whether all listings that started after this instant were read completely. */
    boolean isCompleteSince(TenantId tenant, ConnectionId connection, Instant at);
}
