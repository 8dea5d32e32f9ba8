package io.grantkeeper.cli;

import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.reports.terminal.TextTable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists destinations, with the number of waiting and dead-lettered signals.")
final class SignalsListCommand implements Callable<Integer> {
    @Mixin
    private WorkspaceOptions workspace = new WorkspaceOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    /**
     * One destination, as printed with {@code --json}.
     *
     * @param receiver the receiver that owns the stream; empty for a sink
     * @param waiting the number of pending signals
     * @param putAside the number of dead-lettered signals
     */
    record Line(String destination, Optional<String> receiver, String status, int waiting, int putAside) {}

    @Override
    public Integer call() {
        try (LocalSuiteStores stores = workspace.stores()) {
            SignalDestinations destinations = new SignalDestinations(workspace.config(), stores.signals());
            List<Line> lines = destinations.all().stream()
                    .map(each -> new Line(
                            each.name(),
                            each.receiver(),
                            each.status(),
                            destinations.waiting(each).size(),
                            destinations.deadLetters(each).size()))
                    .toList();
            if (output.isJson()) {
                output.json(lines);
            } else {
                TextTable table = new TextTable("destination", "receiver", "status", "waiting", "dead letters");
                lines.forEach(line -> table.row(
                        line.destination(),
                        line.receiver().orElse("–"),
                        line.status(),
                        String.valueOf(line.waiting()),
                        String.valueOf(line.putAside())));
                table.print(output.terminal());
            }
            return 0;
        }
    }
}
