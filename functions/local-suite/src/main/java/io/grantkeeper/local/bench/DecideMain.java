package io.grantkeeper.local.bench;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.local.terminal.Terminal;
import io.grantkeeper.local.terminal.TextTable;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures decisions over HTTP; {@code scripts/bench decide-http} calls it. */
@Command(
        name = "bench decide-http",
        mixinStandardHelpOptions = true,
        description = "Measures decisions over HTTP, by policies and inventory in DynamoDB Local.")
public final class DecideMain implements Callable<Integer> {
    @Option(names = "--rate", paramLabel = "N", description = "Requests a second (default: ${DEFAULT-VALUE}).")
    private int rate = 500;

    @Option(names = "--seconds", paramLabel = "N", description = "How long it is measured (default: ${DEFAULT-VALUE}).")
    private int seconds = 30;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description =
                    "For how many seconds it is asked before that, until its code is compiled (default: ${DEFAULT-VALUE}).")
    private int warmUp = 60;

    @Option(names = "--agents", paramLabel = "N", description = "How many agents ask (default: ${DEFAULT-VALUE}).")
    private int agents = 500;

    @Option(names = "--policies", paramLabel = "N", description = "How many policies hold (default: ${DEFAULT-VALUE}).")
    private int policies = 100;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    private DecideMain() {}

    @Override
    public Integer call() throws Exception {
        DecideBench.Result result =
                DecideBench.run(rate, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds), agents, policies);
        Terminal terminal = Terminal.standard(Map.of("COLUMNS", "160", "NO_COLOR", "1"));
        if (json) {
            terminal.line(ModelJson.write(result));
        } else {
            TextTable table = new TextTable(
                    "asked/s",
                    "answered",
                    "failed",
                    "p50 ms",
                    "p90 ms",
                    "p99 ms",
                    "longest ms",
                    "kept",
                    "read units",
                    "write units",
                    "to seal: read",
                    "write");
            table.row(
                    Integer.toString(rate),
                    Integer.toString(result.answered()),
                    Integer.toString(result.failed()),
                    milliseconds(result.p50()),
                    milliseconds(result.p90()),
                    milliseconds(result.p99()),
                    milliseconds(result.longest()),
                    Integer.toString(result.kept()),
                    units(result.readUnits()),
                    units(result.writeUnits()),
                    units(result.sealReadUnits()),
                    units(result.sealWriteUnits()));
            table.print(terminal);
        }
        return result.failed() == 0 && result.kept() == result.answered() ? 0 : 1;
    }

    private static String milliseconds(long nanoseconds) {
        return String.format(Locale.ROOT, "%.2f", nanoseconds / 1e6);
    }

    private static String units(double aDecision) {
        return String.format(Locale.ROOT, "%.1f", aDecision);
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new DecideMain()).execute(arguments));
    }
}
