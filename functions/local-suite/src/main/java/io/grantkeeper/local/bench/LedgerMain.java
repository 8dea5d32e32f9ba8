package io.grantkeeper.local.bench;

import io.grantkeeper.local.terminal.Terminal;
import io.grantkeeper.local.terminal.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the ledger at some sizes; {@code scripts/bench ledger} calls it. */
@Command(
        name = "bench ledger",
        mixinStandardHelpOptions = true,
        description = "Measures integration, verification and proofs.")
public final class LedgerMain implements Callable<Integer> {
    private static final String COLUMNS = "160";

    @Option(names = "--entries", paramLabel = "N", description = "How many entries the log has; may be repeated.")
    private List<Long> entries = List.of(1_000L, 100_000L, 1_000_000L);

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    private LedgerMain() {}

    @Override
    public Integer call() throws Exception {
        List<LedgerBench.Result> results = new ArrayList<>();
        for (long size : entries) {
            Path folder = Files.createTempDirectory("grantkeeper-bench-ledger");
            try {
                results.add(LedgerBench.run(size, folder));
            } finally {
                delete(folder);
            }
        }
        Terminal terminal = Terminal.standard(Map.of("COLUMNS", COLUMNS, "NO_COLOR", "1"));
        if (json) {
            terminal.line(LedgerBench.json(results));
        } else {
            print(terminal, results);
        }
        return 0;
    }

    private static void print(Terminal terminal, List<LedgerBench.Result> results) {
        TextTable table = new TextTable(
                "entries",
                "bytes each",
                "bare leaf hashes/s",
                "integrated/s",
                "verified in s",
                "proof bytes",
                "proof checked in µs");
        for (LedgerBench.Result result : results) {
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
        System.exit(new CommandLine(new LedgerMain()).execute(arguments));
    }
}
