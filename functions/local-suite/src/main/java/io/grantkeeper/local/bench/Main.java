package io.grantkeeper.local.bench;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.local.terminal.Terminal;
import io.grantkeeper.local.terminal.TextTable;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures sweeps of one size; {@code scripts/bench} starts a fresh process for each. */
@Command(
        name = "bench sweep",
        mixinStandardHelpOptions = true,
        description = "Measures a first sweep and an unchanged sweep of a generated company on embedded parts.")
public final class Main implements Callable<Integer> {
    private static final int COLUMNS = 160;

    @Option(names = "--grants", defaultValue = "1000", description = "About how many grants the company has.")
    private int grants;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    private Main() {}

    @Override
    public Integer call() {
        SweepBench.Result result = SweepBench.run(grants);
        Terminal terminal = Terminal.standard(Map.of("COLUMNS", String.valueOf(COLUMNS), "NO_COLOR", "1"));
        if (json) {
            terminal.line(ModelJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(result));
        } else {
            print(terminal, result);
        }
        return result.deadLetters().isEmpty() ? 0 : 1;
    }

    private static void print(Terminal terminal, SweepBench.Result result) {
        terminal.heading(text("%,d grants", result.grants()));
        TextTable table = new TextTable(
                "phase",
                "read units",
                "reads",
                "write units",
                "writes",
                "stream records",
                "provider calls",
                "seconds",
                "grants/s",
                "peak heap MB");
        for (Measured phase : result.phases()) {
            table.row(
                    phase.phase(),
                    text("%,.1f", phase.dynamoDb().readUnits()),
                    text("%,d", phase.dynamoDb().readRequests()),
                    text("%,.1f", phase.dynamoDb().writeUnits()),
                    text("%,d", phase.dynamoDb().writeRequests()),
                    text("%,d", phase.streamRecords()),
                    text("%,d", phase.providerCalls()),
                    text("%.1f", phase.seconds()),
                    text("%,.0f", phase.grantsPerSecond()),
                    text("%.0f", phase.peakHeapMegabytes()));
        }
        table.print(terminal);
        terminal.line(text(
                "Heap of at most %.0f MB; %.0f MB of it were in use before the first sweep. Alerts queued: %d.",
                result.maximumHeapMegabytes(), result.idleHeapMegabytes(), result.alertsQueued()));
        result.deadLetters().stream().limit(10).forEach(reason -> terminal.line("Not handled: " + reason));
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would add a library for three lines
    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }
}
