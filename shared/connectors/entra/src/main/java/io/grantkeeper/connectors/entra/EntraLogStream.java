package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.UsageAggregator;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.StreamId;
import java.time.Duration;
import java.util.Map;

/** A stream of events or usage from a log. All of Entra's logs count against the same small quota. */
abstract sealed class EntraLogStream implements AccessStream
        permits EntraSignInActivityStream, EntraCredentialActivityStream, EntraDirectoryAuditsStream {
    private final StreamDefinition definition;

    EntraLogStream(StreamDefinition definition) {
        this.definition = definition;
    }

    /**
     * Returns the definition of a log. It requires the log's own permission and the permission for looking up the
     * objects that its rows name.
     */
    static StreamDefinition define(StreamId id, String title) {
        return StreamDefinition.log(id, title)
                .withScopes(EntraScopes.AUDIT, EntraScopes.APPLICATIONS)
                .withFreshFor(Duration.ofHours(6));
    }

    @Override
    public final StreamDefinition definition() {
        return definition;
    }

    /** A converter from one row of a sign-in report to usage. */
    @FunctionalInterface
    interface UsageReader {
        void read(JsonNodeReader row, IdentityId app, UsageAggregator into) throws ConnectorException;
    }

    /**
     * Reads a page of a report of sign-ins, whose rows name apps by application id. Rows of apps that are not in the
     * tenant are skipped.
     */
    static StreamPage readSignIns(ProviderSession session, String report, PartitionCursor from, UsageReader reader)
            throws ConnectorException {
        GraphPage page = GraphPage.read(
                session,
                GraphRequestUri.preview("reports", report),
                from.token().orElse(""),
                EntraRateLimits.REPORTS);
        Map<String, IdentityId> ids = EntraPrincipalLookup.byAppIdOf(session, page.values());
        UsageAggregator usage = new UsageAggregator();
        for (JsonNodeReader row : page.values()) {
            IdentityId app = ids.get(row.optionalNonBlank("appId").orElse(""));
            if (app != null) {
                reader.read(row, app, usage);
            }
        }
        return page.toPage(usage.observations());
    }
}
