package io.grantkeeper.revocation;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import java.time.Instant;

/**
 * Tells whether all of a connection has been listed since. What is still there then is there, whatever its provider said
 * before: it was given anew, or never taken away.
 */
@FunctionalInterface
public interface LaterListing {
    /** Where nobody knows of listings, a row that was written later is the only sign. */
    LaterListing UNKNOWN = (_, _, _) -> false;

    /** Whether everything was listed to its end, from a start after that instant. */
    boolean isCompleteSince(TenantId tenant, ConnectionId connection, Instant at);
}
