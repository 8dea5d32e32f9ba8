package io.grantkeeper.benchmarks.suite;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.reports.terminal.TextTable;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures decisions over HTTP; {@code scripts/bench decide-http} runs it. */
@Command(
        name = "bench decide-http",
        mixinStandardHelpOptions = true,
        description = "Measures decisions over HTTP, with policies and inventory in DynamoDB Local.")
public final class DecideLoadTestMain implements Callable<Integer> {
    @Option(names = "--rate", paramLabel = "N", description = "Requests per second (default: ${DEFAULT-VALUE}).")
    private int rate = 500;

    @Option(names = "--seconds", paramLabel = "N", description = "Seconds to measure (default: ${DEFAULT-VALUE}).")
    private int seconds = 30;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description =
                    "Seconds of warm-up before measuring, so that the code is compiled (default: ${DEFAULT-VALUE}).")
    private int warmUp = 60;

    @Option(
            names = "--agents",
            paramLabel = "N",
            description = "Number of agents that send requests (default: ${DEFAULT-VALUE}).")
    private int agents = 500;

    @Option(
            names = "--policies",
            paramLabel = "N",
            description = "Number of policies in force (default: ${DEFAULT-VALUE}).")
    private int policies = 100;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    private DecideLoadTestMain() {}

    @Override
    public Integer call() throws Exception {
        DecideLoadTest.Result result =
                DecideLoadTest.run(rate, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds), agents, policies);
        TerminalOutput terminal = TerminalOutput.plain(System.out);
        if (json) {
            terminal.json(ModelJson.write(result));
        } else {
            TextTable table = new TextTable(
                    "requests/s",
                    "answered",
                    "failed",
                    "p50 ms",
                    "p90 ms",
                    "p99 ms",
                    "max ms",
                    "recorded",
                    "read units",
                    "write units",
                    "seal read units",
                    "seal write units");
            table.row(
                    Integer.toString(rate),
                    Integer.toString(result.answered()),
                    Integer.toString(result.failed()),
                    milliseconds(result.p50()),
                    milliseconds(result.p90()),
                    milliseconds(result.p99()),
                    milliseconds(result.longest()),
                    Integer.toString(result.kept()),
                    perDecision(result.readUnits()),
                    perDecision(result.writeUnits()),
                    perDecision(result.sealReadUnits()),
                    perDecision(result.sealWriteUnits()));
            table.print(terminal);
        }
        return result.failed() == 0 && result.kept() == result.answered() ? 0 : 1;
    }

    private static String milliseconds(long nanoseconds) {
        return String.format(Locale.ROOT, "%.2f", nanoseconds / 1e6);
    }

    private static String perDecision(double aDecision) {
        return String.format(Locale.ROOT, "%.1f", aDecision);
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new DecideLoadTestMain()).execute(arguments));
    }
}
