package io.grantkeeper.local.cli;

import io.grantkeeper.local.suite.SuiteStores;
import io.grantkeeper.local.terminal.TextTable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists who is told, how much waits for each, and how much was put aside.")
final class SignalsListCommand implements Callable<Integer> {
    @Mixin
    private Workspace workspace = new Workspace();

    @Mixin
    private Output output = new Output();

    /** One destination, for programs. */
    record Line(String destination, Optional<String> receiver, String status, int waiting, int putAside) {}

    @Override
    public Integer call() {
        try (SuiteStores stores = workspace.stores()) {
            Destinations destinations = new Destinations(workspace.config(), stores.signals());
            List<Line> lines = destinations.all().stream()
                    .map(each -> new Line(
                            each.name(),
                            each.receiver(),
                            each.status(),
                            destinations.waiting(each).size(),
                            destinations.dead(each).size()))
                    .toList();
            if (output.isJson()) {
                output.json(lines);
            } else {
                TextTable table = new TextTable("destination", "receiver", "status", "waiting", "put aside");
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
