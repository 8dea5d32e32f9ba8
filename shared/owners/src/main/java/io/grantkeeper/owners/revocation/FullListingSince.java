package io.grantkeeper.owners.revocation;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import java.time.Instant;

/**
 * A check whether all listings of a connection were read completely since an instant. Access that these listings still
 * contain exists, regardless of what the provider reported before: it was granted again, or was never revoked.
 */
@FunctionalInterface
public interface FullListingSince {
    /** Used if nothing is known about listings: then only a row that was written later shows that access exists. */
    FullListingSince UNKNOWN = (_, _, _) -> false;

    /** Returns whether everything was listed completely, starting after this instant. */
    boolean isCompleteSince(TenantId tenant, ConnectionId connection, Instant at);
}
