package io.grantkeeper.local.cli;

import io.grantkeeper.local.suite.SuiteStores;
import io.grantkeeper.local.terminal.TextTable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = "Lists signals that were put aside, and why; ends with 1 where there are any.")
final class SignalsDeadLettersCommand implements Callable<Integer> {
    @Mixin
    private Workspace workspace = new Workspace();

    @Mixin
    private Output output = new Output();

    @Option(names = "--to", paramLabel = "DESTINATION", description = "Only those of one, as 'signals list' shows it.")
    private Optional<String> to = Optional.empty();

    @Override
    public Integer call() {
        try (SuiteStores stores = workspace.stores()) {
            Destinations destinations = new Destinations(workspace.config(), stores.signals());
            List<Destinations.DeadLetter> dead = destinations.chosen(to).stream()
                    .flatMap(each -> destinations.dead(each).stream())
                    .map(Destinations.DeadLetter::of)
                    .toList();
            if (output.isJson()) {
                output.json(dead);
            } else {
                TextTable table = new TextTable("destination", "signal", "of", "tries", "problem");
                dead.forEach(each -> table.row(
                        each.destination(),
                        each.id(),
                        each.at().toString(),
                        String.valueOf(each.tries()),
                        each.problem()));
                table.print(output.terminal());
            }
            return dead.isEmpty() ? 0 : 1;
        }
    }
}
