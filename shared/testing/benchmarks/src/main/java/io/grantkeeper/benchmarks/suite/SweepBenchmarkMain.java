package io.grantkeeper.benchmarks.suite;

import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.reports.terminal.TextTable;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures sweeps of a company of one size; {@code scripts/bench} starts a new process for each size. */
@Command(
        name = "bench sweep",
        mixinStandardHelpOptions = true,
        description =
                "Measures a first sweep and an unchanged sweep of a generated company on embedded infrastructure.")
public final class SweepBenchmarkMain implements Callable<Integer> {
    @Option(names = "--grants", defaultValue = "1000", description = "Approximate number of grants in the company.")
    private int grants;

    @Mixin
    private BenchmarkOutput output = new BenchmarkOutput();

    private SweepBenchmarkMain() {}

    @Override
    public Integer call() {
        SweepBenchmark.Result result = SweepBenchmark.run(grants);
        output.print(result, terminal -> print(terminal, result));
        return result.deadLetters().isEmpty() ? 0 : 1;
    }

    private static void print(TerminalOutput terminal, SweepBenchmark.Result result) {
        terminal.heading(whole(result.grants()) + " grants");
        TextTable table = new TextTable(
                "phase",
                "read units",
                "reads",
                "write units",
                "writes",
                "records",
                "provider calls",
                "seconds",
                "grants/s",
                "peak heap MB");
        for (PhaseMeasurement phase : result.phases()) {
            table.row(
                    phase.phase(),
                    rounded(phase.dynamoDb().readUnits()),
                    whole(phase.dynamoDb().readRequests()),
                    rounded(phase.dynamoDb().writeUnits()),
                    whole(phase.dynamoDb().writeRequests()),
                    whole(phase.streamRecords()),
                    whole(phase.providerCalls()),
                    String.format(Locale.ROOT, "%.1f", phase.seconds()),
                    rounded(phase.grantsPerSecond()),
                    rounded(phase.peakHeapMegabytes()));
        }
        table.print(terminal);
        terminal.line("Maximum heap: %s MB; in use before the first sweep: %s MB. Alerts queued: %s."
                .formatted(
                        rounded(result.maximumHeapMegabytes()),
                        rounded(result.idleHeapMegabytes()),
                        whole(result.alertsQueued())));
        if (!result.deadLetters().isEmpty()) {
            terminal.line("INCOMPLETE: %d messages failed, so these figures do not cover the whole sweep."
                    .formatted(result.deadLetters().size()));
        }
        result.deadLetters().stream().limit(10).forEach(reason -> terminal.line("Failed: " + reason));
    }

    private static String whole(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String rounded(double value) {
        return whole(Math.round(value));
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SweepBenchmarkMain()).execute(arguments));
    }
}
