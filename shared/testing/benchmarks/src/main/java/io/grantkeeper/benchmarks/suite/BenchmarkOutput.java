package io.grantkeeper.benchmarks.suite;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.reports.terminal.Terminal;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** The option that every benchmark has: JSON instead of a table. */
final class BenchmarkOutput {
    private static final int COLUMNS = 160;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    /** Prints a result: as JSON with {@code --json}, else as text. */
    void print(Object result, Consumer<Terminal> text) {
        Terminal terminal = Terminal.standard(Map.of("COLUMNS", String.valueOf(COLUMNS), "NO_COLOR", "1"));
        if (json) {
            terminal.json(ModelJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(result));
        } else {
            text.accept(terminal);
        }
    }
}
