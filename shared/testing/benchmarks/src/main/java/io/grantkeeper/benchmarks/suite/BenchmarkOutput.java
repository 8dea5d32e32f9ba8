package io.grantkeeper.benchmarks.suite;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.reports.terminal.TerminalOutput;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** The option that every benchmark has: JSON instead of a table. */
final class BenchmarkOutput {
    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    /** Prints a result, as JSON with {@code --json} and otherwise as text. */
    void print(Object result, Consumer<TerminalOutput> text) {
        TerminalOutput terminal = TerminalOutput.plain(System.out);
        if (json) {
            terminal.json(ModelJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(result));
        } else {
            text.accept(terminal);
        }
    }
}
