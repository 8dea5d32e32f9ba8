package io.grantkeeper.benchmarks.ledger;

import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link MerkleTreeBenchmark} and prints the table for docs/performance.md. Accepts JMH's options. */
public final class MerkleTreeBenchmarkMain {
    private MerkleTreeBenchmarkMain() {}

    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        var results = new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(arguments))
                        .include(MerkleTreeBenchmark.class.getSimpleName())
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
