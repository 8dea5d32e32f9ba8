package io.grantkeeper.cli;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.local.suite.ActivityBackfill;
import io.grantkeeper.local.suite.ActivityBackfill.Filled;
import io.grantkeeper.local.suite.LocalSuiteStores;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "backfill",
        description = {
            "Reads the history that a provider retains, so that profiles do not need two weeks to learn.",
            "Nobody is notified about history. The next 'sweep' or 'serve', or the installation, fills the profiles."
        })
final class BehaviorBackfillCommand extends StoresCommand {
    @Parameters(paramLabel = "CONNECTION", description = "The connection's id, as in the configuration.")
    private String name = "";

    @Option(
            names = "--days",
            defaultValue = "90",
            description =
                    "How many days of activity to read; at most what the provider retains (default: ${DEFAULT-VALUE}).")
    private int days = 90;

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
        List<Filled> filled = new ActivityBackfill(
                        workspace().credentials(),
                        stores.activities(),
                        workspace().clock())
                .fill(connector, connection, Duration.ofDays(days));
        output().print(
                        filled,
                        terminal -> filled.forEach(each -> terminal.line("%s: %d activities on %d pages%s"
                                .formatted(
                                        each.stream(),
                                        each.activities(),
                                        each.pages(),
                                        each.problem()
                                                .map(problem -> (each.offered() ? "; stopped: " : "; ") + problem)
                                                .orElse("")))));
        return filled.stream().allMatch(each -> each.problem().isEmpty() || !each.offered()) ? 0 : 1;
    }
}
