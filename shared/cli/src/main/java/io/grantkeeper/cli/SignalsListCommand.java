package io.grantkeeper.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.reports.terminal.TextTable;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

@Command(name = "list", description = "Lists destinations, with the number of waiting and dead-lettered signals.")
final class SignalsListCommand extends StoresCommand {
    /**
     * One destination, as printed with {@code --json}.
     *
     * @param receiver the receiver that owns the stream; empty for a sink
     * @param waiting the number of pending signals
     * @param putAside the number of dead-lettered signals
     */
    record Line(String destination, Optional<String> receiver, String status, int waiting, int putAside) {}

    @Override
    int run(ConnectionsConfig config, LocalSuiteStores stores) {
        SignalDestinations destinations = new SignalDestinations(config, stores.signals());
        List<Line> lines = destinations.all().stream()
                .map(each -> new Line(
                        each.name(),
                        each.receiver(),
                        each.status(),
                        destinations.waiting(each).size(),
                        destinations.deadLetters(each).size()))
                .toList();
        output().print(lines, terminal -> {
            TextTable table = new TextTable("destination", "receiver", "status", "waiting", "dead letters")
                    .withIdsIn(0, 1)
                    .orIfEmpty("No destinations are configured.");
            lines.forEach(line -> table.row(
                    line.destination(),
                    line.receiver().orElse("–"),
                    line.status(),
                    String.valueOf(line.waiting()),
                    String.valueOf(line.putAside())));
            table.print(terminal);
        });
        return 0;
    }
}
