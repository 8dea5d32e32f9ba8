package io.grantkeeper.benchmarks.paths;

import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link PathsBenchmark} and prints the table for docs/performance.md. Accepts JMH's options. */
public final class PathsBenchmarkMain {
    private PathsBenchmarkMain() {}

    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        var results = new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(arguments))
                        .include(PathsBenchmark.class.getSimpleName())
                        .shouldFailOnError(false)
                        .build())
                .run();
        System.out.println("| what | ms | ± |\n|---|---:|---:|");
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            System.out.println(String.format(
                    Locale.ROOT,
                    "| %s | %,.1f | %,.1f |",
                    name.substring(name.lastIndexOf('.') + 1),
                    result.getPrimaryResult().getScore(),
                    result.getPrimaryResult().getScoreError()));
        }
    }
}
