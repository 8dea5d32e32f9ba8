package io.grantkeeper.cli;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamKind;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.ProviderHttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.local.suite.LocalSuiteStores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "backfill",
        description = {
            "Reads the history that a provider retains, so that profiles need no two weeks to learn.",
            "Nobody is notified about history. The next 'sweep' or 'serve', or the installation, fills the profiles."
        })
final class BehaviorBackfillCommand extends StoresCommand {
    @Parameters(paramLabel = "CONNECTION", description = "The connection's id, as in the configuration.")
    private String name = "";

    @Option(
            names = "--days",
            defaultValue = "90",
            description = "How many days to read, as far as the provider retains them (default: ${DEFAULT-VALUE}).")
    private int days = 90;

    /**
     * The result for one stream.
     *
     * @param problem why the stream was not read to its end; empty if it was
     */
    record Filled(String stream, int pages, int activities, Optional<String> problem) {}

    @Override
    void checkOptions() {
        if (days < 1 || days > 400) {
            throw new IllegalArgumentException("--days is %d, but must be from 1 to 400".formatted(days));
        }
    }

    @Override
    int run(ConnectionsConfig config, LocalSuiteStores stores) {
        Connection connection = config.connections().stream()
                .filter(each -> each.id().value().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("connection '%s' is not configured; use one of %s"
                        .formatted(
                                name,
                                String.join(
                                        ", ",
                                        config.connections().stream()
                                                .map(each -> each.id().value())
                                                .toList()))));
        Connector connector = workspace()
                .connectors()
                .find(connection.provider())
                .orElseThrow(() -> new IllegalArgumentException(
                        "provider '%s' has no connector".formatted(connection.provider())));
        List<Filled> filled = new ArrayList<>();
        try (SessionFactory sessions = new SessionFactory(
                workspace().credentials(),
                _ -> RateBudget.unlimited(),
                workspace().clock(),
                ProviderHttpOptions.standard())) {
            ProviderSession session = sessions.open(connector, connection);
            connector.streams().stream()
                    .filter(stream -> stream.kind() == StreamKind.LOG)
                    .forEach(stream -> filled.add(fill(stream, session, connection, stores)));
        }
        output().print(
                        filled,
                        terminal -> filled.forEach(each -> terminal.line("%s: %d activities on %d pages%s"
                                .formatted(
                                        each.stream(),
                                        each.activities(),
                                        each.pages(),
                                        each.problem()
                                                .map(problem -> "; stopped: " + problem)
                                                .orElse("")))));
        return filled.stream().allMatch(each -> each.problem().isEmpty()) ? 0 : 1;
    }

    private Filled fill(AccessStream stream, ProviderSession session, Connection connection, LocalSuiteStores stores) {
        int pages = 0;
        int activities = 0;
        try {
            Instant now = workspace().clock().instant();
            LogWindow window = new LogWindow(Optional.of(now.minus(Duration.ofDays(days))), now);
            for (Partition partition : stream.partitions(session, Set.of())) {
                PartitionCursor cursor = PartitionCursor.start();
                while (true) {
                    StreamPage page = stream.read(session, window.addTo(partition), cursor);
                    pages++;
                    activities += page.activities().size();
                    stores.activities()
                            .add(connection.tenant(), connection.provider(), connection.id(), page.activities(), now);
                    if (!(page instanceof StreamPage.More more)) {
                        break;
                    }
                    cursor = more.next();
                }
            }
            return new Filled(stream.id().value(), pages, activities, Optional.empty());
        } catch (ConnectorException e) {
            return new Filled(
                    stream.id().value(),
                    pages,
                    activities,
                    Optional.of(e.problem().message()));
        }
    }
}
