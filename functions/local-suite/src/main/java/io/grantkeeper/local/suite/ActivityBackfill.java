package io.grantkeeper.local.suite;

import io.grantkeeper.behavior.store.ActivityStore;
import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamKind;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.CredentialResolver;
import io.grantkeeper.connector.http.ProviderHttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.work.Partition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Stores the activities of the history that a provider retains, so that profiles need no two weeks to learn. Reading it
 * again adds nothing.
 */
public final class ActivityBackfill {
    private final CredentialResolver credentials;
    private final ActivityStore activities;
    private final Clock clock;

    public ActivityBackfill(CredentialResolver credentials, ActivityStore activities, Clock clock) {
        this.credentials = credentials;
        this.activities = activities;
        this.clock = clock;
    }

    /**
     * The result for one stream.
     *
     * @param problem why the stream was not read to its end; empty if it was
     */
    public record Filled(String stream, int pages, int activities, Optional<String> problem) {}

    /** Reads the logs of a connection as far back as the provider retains them, at most for a period. */
    public List<Filled> fill(Connector connector, Connection connection, Duration period) {
        List<Filled> filled = new ArrayList<>();
        try (SessionFactory sessions =
                new SessionFactory(credentials, _ -> RateBudget.unlimited(), clock, ProviderHttpOptions.standard())) {
            ProviderSession session = sessions.open(connector, connection);
            connector.streams().stream()
                    .filter(stream -> stream.kind() == StreamKind.LOG)
                    .forEach(stream -> filled.add(fill(stream, session, connection, period)));
        }
        return filled;
    }

    private Filled fill(AccessStream stream, ProviderSession session, Connection connection, Duration period) {
        int pages = 0;
        int found = 0;
        try {
            Instant now = clock.instant();
            LogWindow window = new LogWindow(Optional.of(now.minus(period)), now);
            for (Partition partition : stream.partitions(session, Set.of())) {
                PartitionCursor cursor = PartitionCursor.start();
                while (true) {
                    StreamPage page = stream.read(session, window.addTo(partition), cursor);
                    pages++;
                    found += page.activities().size();
                    var _ = activities.add(
                            connection.tenant(), connection.provider(), connection.id(), page.activities(), now);
                    if (!(page instanceof StreamPage.More more)) {
                        break;
                    }
                    cursor = more.next();
                }
            }
            return new Filled(stream.id().value(), pages, found, Optional.empty());
        } catch (ConnectorException e) {
            return new Filled(
                    stream.id().value(), pages, found, Optional.of(e.problem().message()));
        }
    }
}
