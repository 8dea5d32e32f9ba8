package io.grantkeeper.cli;

import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.signals.stream.PendingSignal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "redrive",
        mixinStandardHelpOptions = true,
        description = "Queues dead-lettered signals again, with their retry count reset.")
final class SignalsRedriveCommand implements Callable<Integer> {
    @Mixin
    private WorkspaceOptions workspace = new WorkspaceOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Option(
            names = "--to",
            paramLabel = "DESTINATION",
            description = "A single destination, as shown by 'signals list'.")
    private Optional<String> to = Optional.empty();

    @Option(names = "--all", description = "All dead-lettered signals.")
    private boolean all;

    @Parameters(paramLabel = "SIGNAL", description = "Signal ids, as shown by 'signals dead-letters'.")
    private List<String> signals = new ArrayList<>();

    /**
     * The result as printed with {@code --json}.
     *
     * @param signals the IDs of the signals that were queued again
     */
    record Redriven(List<String> signals) {}

    @Override
    public Integer call() {
        if (all == !signals.isEmpty()) {
            throw new IllegalArgumentException("give signal ids or --all, not both");
        }
        try (LocalSuiteStores stores = workspace.stores()) {
            SignalDestinations destinations = new SignalDestinations(workspace.config(), stores.signals());
            List<PendingSignal> dead = destinations.select(to).stream()
                    .flatMap(each -> destinations.deadLetters(each).stream())
                    .filter(signal -> all || signals.contains(signal.id()))
                    .toList();
            requireFound(dead);
            List<String> redriven = dead.stream()
                    .filter(destinations::redrive)
                    .map(PendingSignal::id)
                    .toList();
            if (output.isJson()) {
                output.json(new Redriven(redriven));
            } else {
                output.terminal().line("%d signals queued; the next run delivers them.".formatted(redriven.size()));
            }
            return 0;
        }
    }

    private void requireFound(List<PendingSignal> found) {
        Set<String> missing = new HashSet<>(signals);
        found.forEach(signal -> missing.remove(signal.id()));
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("not dead-lettered: %s; see 'grantkeeper signals dead-letters'"
                    .formatted(missing.stream().sorted().toList()));
        }
    }
}
