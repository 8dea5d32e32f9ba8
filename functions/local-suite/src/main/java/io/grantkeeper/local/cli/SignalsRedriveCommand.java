package io.grantkeeper.local.cli;

import io.grantkeeper.local.suite.SuiteStores;
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
        description = "Lets signals that were put aside wait again, as if they had never been tried.")
final class SignalsRedriveCommand implements Callable<Integer> {
    @Mixin
    private Workspace workspace = new Workspace();

    @Mixin
    private Output output = new Output();

    @Option(names = "--to", paramLabel = "DESTINATION", description = "Only those of one, as 'signals list' shows it.")
    private Optional<String> to = Optional.empty();

    @Option(names = "--all", description = "All that were put aside.")
    private boolean all;

    @Parameters(paramLabel = "SIGNAL", description = "As 'signals dead-letters' shows it.")
    private List<String> signals = new ArrayList<>();

    /** What was done, for programs. */
    record Redriven(List<String> signals) {}

    @Override
    public Integer call() {
        if (all == !signals.isEmpty()) {
            throw new IllegalArgumentException("name signals, or all of them with --all; not both");
        }
        try (SuiteStores stores = workspace.stores()) {
            Destinations destinations = new Destinations(workspace.config(), stores.signals());
            List<PendingSignal> dead = destinations.chosen(to).stream()
                    .flatMap(each -> destinations.dead(each).stream())
                    .filter(signal -> all || signals.contains(signal.id()))
                    .toList();
            requireAll(dead);
            List<String> redriven = dead.stream()
                    .filter(destinations::redrive)
                    .map(PendingSignal::id)
                    .toList();
            if (output.isJson()) {
                output.json(new Redriven(redriven));
            } else {
                output.terminal().line("%d signals wait again; the next run delivers them.".formatted(redriven.size()));
            }
            return 0;
        }
    }

    private void requireAll(List<PendingSignal> found) {
        Set<String> missing = new HashSet<>(signals);
        found.forEach(signal -> missing.remove(signal.id()));
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "not among those put aside: %s; 'grantkeeper signals dead-letters' lists them"
                            .formatted(missing.stream().sorted().toList()));
        }
    }
}
