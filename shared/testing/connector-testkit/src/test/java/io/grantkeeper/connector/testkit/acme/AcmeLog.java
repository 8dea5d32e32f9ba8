package io.grantkeeper.connector.testkit.acme;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.DailyUsage;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The log of what the integrations did. */
final class AcmeLog implements AccessStream {
    static final StreamId ID = new StreamId("log");

    private static final StreamDefinition DEFINITION =
            StreamDefinition.log(ID, "Activity log").withScopes("log:read");

    @Override
    public StreamDefinition definition() {
        return DEFINITION;
    }

    @Override
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        Instant since = LogWindow.of(partition).sinceOr(Instant.EPOCH);
        String query = from.token().map(page -> "?after=" + page).orElse("");
        JsonNodeReader body = JsonNodeReader.of(session.http().send(AcmeConnector.get(session, "/log" + query)));
        List<AccessObservation> items = new ArrayList<>();
        for (JsonNodeReader row : body.list("rows")) {
            if (!row.instant("at").isBefore(since)) {
                items.add(usage(session.connection().id(), row));
            }
        }
        return StreamPage.of(items, body.optionalNumber("next").map(String::valueOf));
    }

    private static AccessObservation usage(ConnectionId connection, JsonNodeReader row) throws ConnectorException {
        Instant at = row.instant("at");
        return new AccessObservation.UsageObserved(new DailyUsage(
                new IdentityId(connection, IdentityKind.OAUTH_CLIENT, row.id("integration")),
                KnownOrUnknown.known(new PersonId(connection, row.text("actor"))),
                at.atZone(ZoneOffset.UTC).toLocalDate(),
                at,
                new TreeSet<>(Set.of("notes.list"))));
    }
}
