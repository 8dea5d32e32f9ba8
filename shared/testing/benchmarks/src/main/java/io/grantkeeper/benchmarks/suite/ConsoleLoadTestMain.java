package io.grantkeeper.benchmarks.suite;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.reports.terminal.TextTable;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the console's API; {@code scripts/bench console} runs it. */
@Command(
        name = "bench console",
        mixinStandardHelpOptions = true,
        description = "Measures the console's API with a large inventory in DynamoDB Local.")
public final class ConsoleLoadTestMain implements Callable<Integer> {
    @Option(names = "--identities", paramLabel = "N", description = "Number of identities (default: ${DEFAULT-VALUE}).")
    private int identities = 100_000;

    @Option(names = "--requests", paramLabel = "N", description = "Requests per screen (default: ${DEFAULT-VALUE}).")
    private int requests = 100;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    private ConsoleLoadTestMain() {}

    @Override
    public Integer call() throws Exception {
        ConsoleLoadTest.Result result = ConsoleLoadTest.run(identities, requests);
        TerminalOutput terminal = TerminalOutput.plain(System.out);
        if (json) {
            terminal.json(ModelJson.write(result));
            return 0;
        }
        terminal.line(
                "%,d identities, stored in %d s. The first data took %s ms and %s read units; no request took more than %s ms. Heap: %d MB."
                        .formatted(
                                result.identities(),
                                result.fill().toSeconds(),
                                milliseconds(result.first()),
                                rounded(result.firstUnits()),
                                milliseconds(result.firstLongest()),
                                result.heap() >> 20));
        TextTable table = new TextTable("screen", "p50 ms", "p95 ms", "max ms", "KB", "read units", "reads");
        result.screens()
                .forEach(screen -> table.row(
                        screen.name(),
                        milliseconds(screen.p50()),
                        milliseconds(screen.p95()),
                        milliseconds(screen.longest()),
                        Long.toString(screen.bytes() >> 10),
                        rounded(screen.readUnits()),
                        rounded(screen.reads())));
        table.print(terminal);
        return 0;
    }

    private static String milliseconds(long nanoseconds) {
        return String.format(Locale.ROOT, "%.1f", nanoseconds / 1e6);
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ConsoleLoadTestMain()).execute(arguments));
    }
}
