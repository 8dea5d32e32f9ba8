package io.grantkeeper.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.signals.stream.SignalStream;
import io.grantkeeper.signals.stream.StreamStatus;
import io.grantkeeper.signals.transmit.StreamStatusChange;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Enables, pauses or disables a receiver's stream, and notifies the receiver through the stream.",
        footer = {"", "While a stream is paused, its signals wait; while it is disabled, they are discarded."})
final class SignalsStatusCommand implements Callable<Integer> {
    @Mixin
    private WorkspaceOptions workspace = new WorkspaceOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Parameters(index = "0", paramLabel = "STREAM", description = "The stream's id, as shown by 'signals list'.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "STATUS", description = "enabled, paused or disabled.")
    private StreamStatus status = StreamStatus.ENABLED;

    @Option(names = "--because", paramLabel = "TEXT", description = "The reason, which is sent to the receiver.")
    private Optional<String> because = Optional.empty();

    /** The result as printed with {@code --json}. */
    record Changed(String stream, String receiver, String status, Optional<String> reason) {}

    @Override
    public Integer call() {
        ConnectionsConfig config = workspace.config();
        try (LocalSuiteStores stores = workspace.stores()) {
            StreamStatusChange change = workspace
                    .signals(config, stores.signals())
                    .statusChange()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "no receiver is configured; add one under 'signals.receivers' in the configuration"));
            SignalStream stream = stores.signals().stream(config.tenant(), id)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "stream '%s' not found; see 'grantkeeper signals list'".formatted(id)));
            SignalStream changed = change.change(config.tenant(), stream, status, because);
            if (output.isJson()) {
                output.json(new Changed(
                        changed.id(), changed.receiver(), changed.status().code(), changed.reason()));
            } else {
                output.terminal()
                        .line("Stream %s of %s is now %s; the next run notifies the receiver."
                                .formatted(
                                        changed.id(),
                                        changed.receiver(),
                                        changed.status().code()));
            }
            return 0;
        }
    }
}
