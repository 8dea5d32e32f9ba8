package io.grantkeeper.benchmarks.suite;

import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.reports.terminal.TextTable;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures a sweep under the provider's real quotas, in virtual time. */
@Command(
        name = "bench quota",
        mixinStandardHelpOptions = true,
        description = "Measures how close a sweep of a large tenant comes to its provider's quotas, in virtual time.")
public final class QuotaBenchmarkMain implements Callable<Integer> {
    private static final int MAX_NAMED = 10;

    @Option(
            names = "--provider",
            defaultValue = "google",
            description = "The provider whose simulated tenant is swept.")
    private String provider = "google";

    @Option(names = "--people", defaultValue = "2000", description = "Number of people in the tenant.")
    private int people;

    @Option(names = "--workers", defaultValue = "10", description = "Number of concurrent invocations.")
    private int workers;

    @Option(names = "--latency", defaultValue = "100", description = "Duration of a provider call in milliseconds.")
    private int latency;

    @Option(names = "--outage", description = "Make the provider fail for one minute after this many seconds.")
    private Optional<Integer> outage = Optional.empty();

    @Mixin
    private BenchmarkOutput output = new BenchmarkOutput();

    private QuotaBenchmarkMain() {}

    @Override
    public Integer call() {
        QuotaBenchmarkResult result = QuotaBenchmark.run(new QuotaBenchmark.Setting(
                provider, people, workers, Duration.ofMillis(latency), outage.map(Duration::ofSeconds)));
        output.print(result, terminal -> print(terminal, result));
        return result.deadLetters().isEmpty() ? 0 : 1;
    }

    private static void print(TerminalOutput terminal, QuotaBenchmarkResult result) {
        terminal.heading(
                "%s, %,d people in %,d partitions".formatted(result.provider(), result.people(), result.partitions()));
        TextTable table = new TextTable("quota", "calls", "throttled", "floor s");
        for (QuotaBenchmarkResult.LimitUse limit : result.limits()) {
            table.row(limit.name(), whole(limit.calls()), whole(limit.refused()), seconds(limit.floor()));
        }
        table.print(terminal);
        terminal.line("The sweep took %s s of virtual time, %s times the floor of %s s; %s rows."
                .formatted(
                        seconds(result.sweep()),
                        String.format(Locale.ROOT, "%.3f", result.ratioToFloor()),
                        seconds(result.floor()),
                        whole(result.rows())));
        terminal.line(
                "Failed calls: %s. Repeated: %s calls in %s partitions; in %s of these, calls for more than one page were repeated."
                        .formatted(
                                whole(result.failed()),
                                whole(result.repeated().stream()
                                        .mapToLong(QuotaBenchmarkResult.Repeated::calls)
                                        .sum()),
                                whole(result.repeated().size()),
                                whole(result.repeatedBeyondOnePage().size())));
        result.repeatedBeyondOnePage().stream()
                .limit(MAX_NAMED)
                .forEach(repeated -> terminal.line(
                        "  %s: %s calls repeated, on %s pages; the partition's largest page takes %s calls"
                                .formatted(
                                        repeated.partition(),
                                        whole(repeated.calls()),
                                        whole(repeated.pages()),
                                        whole(repeated.page()))));
        terminal.line("Messages: %s. DynamoDB: %s reads (%s units), %s writes (%s units)."
                .formatted(
                        whole(result.messages()),
                        whole(result.dynamoDb().readRequests()),
                        whole(Math.round(result.dynamoDb().readUnits())),
                        whole(result.dynamoDb().writeRequests()),
                        whole(Math.round(result.dynamoDb().writeUnits()))));
        result.deadLetters().stream().limit(MAX_NAMED).forEach(reason -> terminal.line("Failed: " + reason));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%,.1f", duration.toMillis() / 1e3);
    }

    private static String whole(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new QuotaBenchmarkMain()).execute(arguments));
    }
}
