package io.grantkeeper.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.signals.stream.PendingSignal;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A command that works on the dead-lettered signals of one or all destinations. */
abstract class DeadLettersCommand extends StoresCommand {
    @Option(
            names = "--to",
            paramLabel = "DESTINATION",
            description = "A single destination, as shown by 'signals list'.")
    private Optional<String> to = Optional.empty();

    /** Runs the command and returns the exit code. */
    abstract int run(SignalDestinations destinations, List<PendingSignal> dead);

    @Override
    final int run(ConnectionsConfig config, LocalSuiteStores stores) {
        SignalDestinations destinations = new SignalDestinations(config, stores.signals());
        List<PendingSignal> dead = destinations.select(to).stream()
                .flatMap(each -> destinations.deadLetters(each).stream())
                .toList();
        return run(destinations, dead);
    }
}
