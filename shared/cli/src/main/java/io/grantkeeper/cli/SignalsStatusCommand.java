package io.grantkeeper.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.signals.stream.SignalStream;
import io.grantkeeper.signals.stream.StreamStatus;
import io.grantkeeper.signals.transmit.StreamStatusChange;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "status",
        description = "Enables, pauses or disables a receiver's stream, and notifies the receiver through the stream.",
        footer = {"", "While a stream is paused, its signals wait; while it is disabled, they are discarded."})
final class SignalsStatusCommand extends StoresCommand {
    @Parameters(index = "0", paramLabel = "STREAM", description = "The stream's id, as shown by 'signals list'.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "STATUS", description = "enabled, paused or disabled.")
    private StreamStatus status = StreamStatus.ENABLED;

    @Option(names = "--because", paramLabel = "TEXT", description = "The reason, which is sent to the receiver.")
    private Optional<String> because = Optional.empty();

    /** The result, as printed with {@code --json}. */
    record Changed(String stream, String receiver, String status, Optional<String> reason) {}

    @Override
    int run(ConnectionsConfig config, LocalSuiteStores stores) {
        StreamStatusChange change = workspace()
                .signals(config, stores.signals())
                .statusChange()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no receiver is configured; add one under 'signals.receivers' in the configuration"));
        SignalStream stream = stores.signals().stream(config.tenant(), id)
                .orElseThrow(() -> new IllegalArgumentException(
                        "stream '%s' not found; see 'grantkeeper signals list'".formatted(id)));
        SignalStream changed = change.change(config.tenant(), stream, status, because);
        output().print(
                        new Changed(
                                changed.id(),
                                changed.receiver(),
                                changed.status().code(),
                                changed.reason()),
                        terminal -> terminal.line("Stream %s of %s is now %s; the next run notifies the receiver."
                                .formatted(
                                        changed.id(),
                                        changed.receiver(),
                                        changed.status().code())));
        return 0;
    }
}
