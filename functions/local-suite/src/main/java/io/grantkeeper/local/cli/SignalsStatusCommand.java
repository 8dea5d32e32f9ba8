package io.grantkeeper.local.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.local.suite.SuiteStores;
import io.grantkeeper.signals.stream.EventStream;
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
        description = "Enables, pauses or disables a receiver's stream, and tells the receiver over it.",
        footer = {"", "Of a paused stream the signals wait; of a disabled one they are forgotten."})
final class SignalsStatusCommand implements Callable<Integer> {
    @Mixin
    private Workspace workspace = new Workspace();

    @Mixin
    private Output output = new Output();

    @Parameters(index = "0", paramLabel = "STREAM", description = "As 'signals list' shows it.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "STATUS", description = "enabled, paused or disabled.")
    private StreamStatus status = StreamStatus.ENABLED;

    @Option(names = "--because", paramLabel = "TEXT", description = "Why; the receiver is told.")
    private Optional<String> because = Optional.empty();

    /** What was done, for programs. */
    record Changed(String stream, String receiver, String status, Optional<String> reason) {}

    @Override
    public Integer call() {
        ConnectionsConfig config = workspace.config();
        try (SuiteStores stores = workspace.stores()) {
            StreamStatusChange change = workspace
                    .signals(config, stores.signals())
                    .statusChange()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "no receiver is configured; name one under 'signals.receivers' in the configuration"));
            EventStream stream = stores.signals().stream(config.tenant(), id)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "no stream is called '%s'; 'grantkeeper signals list' shows them".formatted(id)));
            EventStream changed = change.change(config.tenant(), stream, status, because);
            if (output.isJson()) {
                output.json(new Changed(
                        changed.id(), changed.receiver(), changed.status().code(), changed.reason()));
            } else {
                output.terminal()
                        .line("The stream %s of %s is %s; it is told in the next run."
                                .formatted(
                                        changed.id(),
                                        changed.receiver(),
                                        changed.status().code()));
            }
            return 0;
        }
    }
}
