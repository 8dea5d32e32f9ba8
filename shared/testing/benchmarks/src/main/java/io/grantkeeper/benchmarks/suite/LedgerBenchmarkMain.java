package io.grantkeeper.benchmarks.suite;

import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.reports.terminal.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the ledger at several sizes; {@code scripts/bench ledger} runs it. */
@Command(
        name = "bench ledger",
        mixinStandardHelpOptions = true,
        description = "Measures integration, verification and proofs, in memory and on DynamoDB Local.")
public final class LedgerBenchmarkMain implements Callable<Integer> {
    @Option(names = "--entries", paramLabel = "N", description = "Number of entries in the log; can be repeated.")
    private List<Long> entries = List.of(1_000L, 100_000L, 1_000_000L);

    @Option(
            names = "--stored",
            paramLabel = "N",
            description = "Number of entries to write and seal on DynamoDB Local; can be repeated.")
    private List<Integer> stored = List.of(20_000);

    @Mixin
    private BenchmarkOutput output = new BenchmarkOutput();

    private LedgerBenchmarkMain() {}

    @Override
    public Integer call() throws Exception {
        List<LedgerBenchmark.Result> results = new ArrayList<>();
        for (long size : entries) {
            Path folder = Files.createTempDirectory("grantkeeper-bench-ledger");
            try {
                results.add(LedgerBenchmark.run(size, folder));
            } finally {
                delete(folder);
            }
        }
        List<StoredLedgerBenchmark.Result> onDynamoDb = stored.stream()
                .flatMap(size -> StoredLedgerBenchmark.run(size).stream())
                .toList();
        output.print(new Results(results, onDynamoDb), terminal -> {
            print(terminal, results);
            terminal.line("");
            printStored(terminal, onDynamoDb);
        });
        return 0;
    }

    private record Results(List<LedgerBenchmark.Result> inMemory, List<StoredLedgerBenchmark.Result> onDynamoDbLocal) {}

    private static void print(TerminalOutput terminal, List<LedgerBenchmark.Result> results) {
        TextTable table = new TextTable(
                "entries",
                "bytes each",
                "leaf hashes/s (baseline)",
                "integrated/s",
                "verified in s",
                "proof bytes",
                "proof check µs");
        for (LedgerBenchmark.Result result : results) {
            table.row(
                    whole(result.entries()),
                    whole(result.entryBytes()),
                    whole(result.bareHashesPerSecond()),
                    whole(result.integratedPerSecond()),
                    String.format(Locale.ROOT, "%.2f", result.verifySeconds()),
                    whole(result.proofBytes()),
                    String.format(Locale.ROOT, "%.0f", result.proofMicros()));
        }
        table.print(terminal);
    }

    private static void printStored(TerminalOutput terminal, List<StoredLedgerBenchmark.Result> results) {
        TextTable table = new TextTable(
                "entries on DynamoDB Local",
                "entries per write",
                "written/s",
                "sealed/s",
                "read units per entry",
                "write units per entry",
                "verified in s");
        for (StoredLedgerBenchmark.Result result : results) {
            table.row(
                    whole(result.entries()),
                    whole(result.together()),
                    whole(result.toldPerSecond()),
                    whole(result.sealedPerSecond()),
                    String.format(Locale.ROOT, "%.2f", result.readUnitsEach()),
                    String.format(Locale.ROOT, "%.2f", result.writeUnitsEach()),
                    String.format(Locale.ROOT, "%.2f", result.checkSeconds()));
        }
        table.print(terminal);
    }

    private static String whole(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LedgerBenchmarkMain()).execute(arguments));
    }
}
