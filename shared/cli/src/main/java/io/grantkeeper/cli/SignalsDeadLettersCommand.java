package io.grantkeeper.cli;

import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.reports.terminal.TextTable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = "Lists dead-lettered signals and the reasons; exit code 1 if there are any.")
final class SignalsDeadLettersCommand implements Callable<Integer> {
    @Mixin
    private WorkspaceOptions workspace = new WorkspaceOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Option(
            names = "--to",
            paramLabel = "DESTINATION",
            description = "A single destination, as shown by 'signals list'.")
    private Optional<String> to = Optional.empty();

    @Override
    public Integer call() {
        try (LocalSuiteStores stores = workspace.stores()) {
            SignalDestinations destinations = new SignalDestinations(workspace.config(), stores.signals());
            List<SignalDestinations.DeadLetter> dead = destinations.select(to).stream()
                    .flatMap(each -> destinations.deadLetters(each).stream())
                    .map(SignalDestinations.DeadLetter::of)
                    .toList();
            if (output.isJson()) {
                output.json(dead);
            } else {
                TextTable table = new TextTable("destination", "signal", "time", "tries", "problem");
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
