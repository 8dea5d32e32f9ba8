package io.grantkeeper.benchmarks.suite;

import io.grantkeeper.aws.dynamodb.ConsumedCapacityTotals;
import io.grantkeeper.aws.dynamodb.DynamoDbLogStore;
import io.grantkeeper.aws.dynamodb.DynamoDbPendingEntryStore;
import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.aws.dynamodb.TableCreator;
import io.grantkeeper.aws.local.LocalDynamoDb;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.log.CheckpointExport;
import io.grantkeeper.ledger.log.LogFsck;
import io.grantkeeper.ledger.log.LogSigningKeys;
import io.grantkeeper.ledger.log.SealLedger;
import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.ledger.note.SigningKeyFile;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Measures the ledger on DynamoDB Local: writing entries, sealing them with one integrator, and verifying the log. */
final class StoredLedgerBenchmark {
    private static final String TABLE = "grantkeeper";
    private static final String ORIGIN = "bench.example/ledger";
    private static final Instant WHEN = Instant.parse("2026-11-24T12:00:00Z");
    private static final int WARM_UP = 2_000;

    /**
     * The numbers of entries per write that are measured: a single entry, and as many entries as detection writes for
     * one batch of stream records.
     */
    private static final List<Integer> TOGETHER = List.of(1, 100);

    private final DynamoDbTable table;
    private final SigningKeyFile key = SigningKeyFile.generate(ORIGIN, SignatureType.ED25519);

    private StoredLedgerBenchmark(DynamoDbTable table) {
        this.table = table;
    }

    /**
     * The result of a run.
     *
     * @param together the number of entries per write
     * @param toldPerSecond the number of entries that are written per second
     * @param sealedPerSecond the number of entries per second that are sequenced, integrated and covered by a signed
     *     checkpoint
     * @param readUnitsEach the read units for sealing one entry, including its share of tiles and checkpoint
     * @param writeUnitsEach the write units for sealing one entry, including its share of tiles and checkpoint
     * @param checkSeconds the time, in seconds, for a check that recomputes the log from the stored entries and
     *     compares the result with everything else that is stored, as {@code ledger fsck} does
     */
    record Result(
            int entries,
            int together,
            long toldPerSecond,
            long sealedPerSecond,
            double readUnitsEach,
            double writeUnitsEach,
            double checkSeconds) {}

    /**
     * Measures single writes and batches, each on its own log. The same measurement runs first on a warm-up log, which
     * does not count.
     *
     * @throws IllegalStateException if a log is incomplete or the check finds problems in it
     */
    static List<Result> run(int entries) {
        try (LocalDynamoDb database = LocalDynamoDb.inMemory()) {
            new TableCreator(database.client()).createIfMissing(TABLE);
            StoredLedgerBenchmark bench = new StoredLedgerBenchmark(new DynamoDbTable(database.client(), TABLE));
            List<Result> results = new ArrayList<>();
            for (int together : TOGETHER) {
                bench.measure(new TenantId("warm-up-" + together), WARM_UP, together);
                results.add(bench.measure(new TenantId("bench-" + together), entries, together));
            }
            return results;
        }
    }

    private Result measure(TenantId tenant, int entries, int together) {
        DynamoDbLogStore store = new DynamoDbLogStore(table);
        LogSigningKeys keys = LogSigningKeys.of(_ -> key);
        SealLedger ledger = new SealLedger(store, keys, CheckpointExport.none(), Clock.systemUTC());

        double telling = seconds(() -> writeEntries(tenant, entries, together));
        ConsumedCapacityTotals.Snapshot before = table.consumed().snapshot();
        double sealing = seconds(() -> ledger.seal(tenant, () -> true));
        ConsumedCapacityTotals.Snapshot units = table.consumed().snapshot().since(before);

        double checking = seconds(() -> {
            List<?> problems = new LogFsck(store, keys.trusted(tenant))
                    .check(tenant, List.of())
                    .problems();
            long size = store.head(tenant).size();
            if (size != entries || !problems.isEmpty()) {
                throw new IllegalStateException(
                        "the log has %d of %d entries, and these problems: %s".formatted(size, entries, problems));
            }
        });
        return new Result(
                entries,
                together,
                Math.round(entries / telling),
                Math.round(entries / sealing),
                units.readUnits() / entries,
                units.writeUnits() / entries,
                checking);
    }

    private void writeEntries(TenantId tenant, int entries, int together) {
        DynamoDbPendingEntryStore store = new DynamoDbPendingEntryStore(table);
        for (int from = 0; from < entries; from += together) {
            List<LedgerEntry> some = IntStream.range(from, Math.min(from + together, entries))
                    .mapToObj(index -> entry(tenant, index))
                    .toList();
            store.addAll(tenant, some);
        }
    }

    private static LedgerEntry entry(TenantId tenant, int index) {
        return LedgerEntry.of(
                "finding.closed/%d".formatted(index),
                tenant,
                WHEN.plusMillis(index),
                new LedgerEvent.FindingClosed("sha256:%064x".formatted(index)),
                EntryActor.function("bench"));
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
