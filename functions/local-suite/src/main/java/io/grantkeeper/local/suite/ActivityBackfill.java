package io.grantkeeper.local.suite;

import io.grantkeeper.behavior.store.ActivityStore;
import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
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
import java.util.function.Consumer;

/**
 * Stores the past activities that a provider still retains, so that profiles do not need two weeks to learn what is
 * normal. Reading the same history again adds nothing.
 */
public final class ActivityBackfill {
    private final CredentialResolver credentials;
    private final ActivityStore activities;
    /**
     * The maximum time that a read waits for a rate limit. Providers count calls by the second or the minute, so no
     * wait needs to be longer.
     */
    private static final Duration MOST_PATIENCE = Duration.ofMinutes(2);

    /** The maximum number of consecutive waits of a read. */
    private static final int MOST_WAITS = 5;

    private final Clock clock;
    private final Consumer<Duration> wait;

    public ActivityBackfill(CredentialResolver credentials, ActivityStore activities, Clock clock) {
        this(credentials, activities, clock, ActivityBackfill::sleep);
    }

    /**
     * Creates a backfill.
     *
     * @param wait waits until a rate limit allows the next call
     */
    public ActivityBackfill(
            CredentialResolver credentials, ActivityStore activities, Clock clock, Consumer<Duration> wait) {
        this.credentials = credentials;
        this.activities = activities;
        this.clock = clock;
        this.wait = wait;
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The result for one stream.
     *
     * @param problem why the stream was not read to its end; empty if it was
     * @param offered whether the provider offers the stream to this tenant; if not, the problem is not an error
     */
    public record Filled(String stream, int pages, int activities, Optional<String> problem, boolean offered) {}

    /** Reads the logs of a connection for a period, or for as long as the provider retains them if that is shorter. */
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
                    StreamPage page = read(stream, session, window.addTo(partition), cursor);
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
            return new Filled(stream.id().value(), pages, found, Optional.empty(), true);
        } catch (ConnectorException e) {
            return new Filled(
                    stream.id().value(),
                    pages,
                    found,
                    Optional.of(e.problem().message()),
                    !(e.problem() instanceof NotOffered));
        }
    }

    /** Reads a page. If a rate limit is exhausted, waits and reads it again. */
    private StreamPage read(AccessStream stream, ProviderSession session, Partition partition, PartitionCursor cursor)
            throws ConnectorException {
        for (int waits = 0; ; waits++) {
            try {
                return stream.read(session, partition, cursor);
            } catch (ConnectorException e) {
                if (!(e.problem() instanceof RateLimited limited)
                        || waits == MOST_WAITS
                        || limited.retryAfter().compareTo(MOST_PATIENCE) > 0
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                wait.accept(limited.retryAfter());
            }
        }
    }
}
