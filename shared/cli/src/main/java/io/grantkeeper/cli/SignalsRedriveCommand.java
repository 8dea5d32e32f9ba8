package io.grantkeeper.cli;

import io.grantkeeper.signals.stream.PendingSignal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "redrive", description = "Queues dead-lettered signals again, with their retry count reset.")
final class SignalsRedriveCommand extends DeadLettersCommand {
    @Option(names = "--all", description = "All dead-lettered signals.")
    private boolean all;

    @Parameters(paramLabel = "SIGNAL", description = "Signal ids, as shown by 'signals dead-letters'.")
    private List<String> signals = new ArrayList<>();

    /**
     * The result, as printed with {@code --json}.
     *
     * @param signals the IDs of the signals that were queued again
     */
    record Redriven(List<String> signals) {}

    @Override
    void checkOptions() {
        if (all == !signals.isEmpty()) {
            throw new IllegalArgumentException("give signal ids or --all, not both");
        }
    }

    @Override
    int run(SignalDestinations destinations, List<PendingSignal> dead) {
        List<PendingSignal> chosen = dead.stream()
                .filter(signal -> all || signals.contains(signal.id()))
                .toList();
        requireFound(chosen);
        List<String> redriven = chosen.stream()
                .filter(destinations::redrive)
                .map(PendingSignal::id)
                .toList();
        output().print(
                        new Redriven(redriven),
                        terminal -> terminal.line(
                                "%d signals queued; the next run delivers them.".formatted(redriven.size())));
        return 0;
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
