package io.grantkeeper.ledger.bench;

import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link TreeBench} and prints the table of docs/performance.md. Takes JMH's own options. */
public final class TreeBenchMain {
    private TreeBenchMain() {}

    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        var results = new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(arguments))
                        .include(TreeBench.class.getSimpleName())
                        .shouldFailOnError(true)
                        .build())
                .run();
        System.out.println("| what | a second | ± |\n|---|---:|---:|");
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            System.out.println(String.format(
                    Locale.ROOT,
                    "| %s | %,.0f | %,.0f |",
                    name.substring(name.lastIndexOf('.') + 1),
                    result.getPrimaryResult().getScore(),
                    result.getPrimaryResult().getScoreError()));
        }
    }
}
