package io.grantkeeper.benchmarks.policy;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Statistics;

/** Runs {@link DecisionBenchmark} and prints the table for docs/performance.md. Accepts JMH's options. */
public final class DecisionBenchmarkMain {
    private DecisionBenchmarkMain() {}

    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(arguments))
                        .include(DecisionBenchmark.class.getSimpleName())
                        .build())
                .run();
        System.out.println("| engine | p50 in µs | p99 in µs | decisions/s |\n|---|---:|---:|---:|");
        for (RunResult sampled : results) {
            if (sampled.getParams().getMode() == Mode.SampleTime) {
                print(sampled, results);
            }
        }
    }

    private static void print(RunResult sampled, Collection<RunResult> results) {
        Statistics times = sampled.getPrimaryResult().getStatistics();
        String name = sampled.getParams().getBenchmark();
        double perMicrosecond = results.stream()
                .filter(each -> each.getParams().getMode() == Mode.Throughput
                        && each.getParams().getBenchmark().equals(name))
                .<Result<?>>map(RunResult::getPrimaryResult)
                .mapToDouble(result -> result.getScore())
                .findFirst()
                .orElse(Double.NaN);
        System.out.println(String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %,.0f |",
                name.substring(name.lastIndexOf('.') + 1),
                times.getPercentile(50),
                times.getPercentile(99),
                perMicrosecond * 1_000_000));
    }
}
