package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.UsageAggregator;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The stream of each service principal's last sign-ins, both on its own and on behalf of a user. The report contains
 * only the latest sign-in of each kind, so each read adds usage for the day of that sign-in. Sign-ins in which the
 * service principal is only the resource do not count as usage.
 */
final class EntraSignInActivityStream extends EntraLogStream {
    static final StreamId ID = new StreamId("sign-in-activity");

    /** The names under which usage is recorded, keyed by the report's member. */
    private static final Map<String, String> SORTS = Map.of(
            "applicationAuthenticationClientSignInActivity", "sign-in:application",
            "delegatedClientSignInActivity", "sign-in:delegated");

    EntraSignInActivityStream() {
        super(define(ID, "Last app sign-ins"));
    }

    @Override
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        return readSignIns(session, "servicePrincipalSignInActivities", from, EntraSignInActivityStream::addUsage);
    }

    private static void addUsage(JsonNodeReader row, IdentityId app, UsageAggregator into) throws ConnectorException {
        for (Map.Entry<String, String> sort : SORTS.entrySet()) {
            last(row, sort.getKey())
                    .ifPresent(at -> into.add(app, KnownOrUnknown.unknown(), at, Set.of(sort.getValue())));
        }
    }

    /**
     * Returns the time of the last sign-in, or empty if the row states none.
     *
     * @param member a member of the type {@code signInActivity}
     */
    static Optional<Instant> last(JsonNodeReader row, String member) throws ConnectorException {
        return row.objectOrEmpty(member).optionalInstant("lastSignInDateTime");
    }
}
