package io.grantkeeper.local.bench;

import io.grantkeeper.aws.dynamodb.ConsumedUnits;
import io.grantkeeper.aws.dynamodb.DynamoDbEntryStore;
import io.grantkeeper.aws.dynamodb.DynamoDbLogStore;
import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.aws.dynamodb.TableCreator;
import io.grantkeeper.aws.local.LocalDynamoDb;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.entry.Actor;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.Happening;
import io.grantkeeper.ledger.log.CheckpointExport;
import io.grantkeeper.ledger.log.LogCheck;
import io.grantkeeper.ledger.log.SealLedger;
import io.grantkeeper.ledger.log.SigningKeys;
import io.grantkeeper.ledger.note.KeyFile;
import io.grantkeeper.ledger.note.SignatureType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Measures the ledger on DynamoDB Local: entries told, sealed by one integrator, and all of it checked again. */
final class StoredLedgerBench {
    private static final String TABLE = "grantkeeper";
    private static final String ORIGIN = "bench.example/ledger";
    private static final Instant WHEN = Instant.parse("2026-11-24T12:00:00Z");
    private static final int WARM_UP = 2_000;

    /** As many as one call of a caller tells: alone, or as detection does for a batch of the table's stream. */
    private static final List<Integer> TOGETHER = List.of(1, 100);

    private final DynamoDbTable table;
    private final KeyFile key = KeyFile.generate(ORIGIN, SignatureType.ED25519);

    private StoredLedgerBench(DynamoDbTable table) {
        this.table = table;
    }

    /**
     * What was measured.
     *
     * @param together how many entries were told at once
     * @param sealedPerSecond given a place, integrated, and under a signed checkpoint
     * @param readUnitsEach what sealing one entry consumed of DynamoDB, its share of tiles and checkpoint included
     * @param checkSeconds to read every stored item of the log and derive everything anew, as {@code ledger fsck} does
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
     * Both ways of telling, each on a log of its own, after others that are not counted.
     *
     * @throws IllegalStateException where a log is not whole in the end
     */
    static List<Result> run(int entries) {
        try (LocalDynamoDb database = LocalDynamoDb.inMemory()) {
            new TableCreator(database.client()).createIfMissing(TABLE);
            StoredLedgerBench bench = new StoredLedgerBench(new DynamoDbTable(database.client(), TABLE));
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
        SigningKeys keys = SigningKeys.of(_ -> key);
        SealLedger ledger = new SealLedger(store, keys, CheckpointExport.nowhere(), Clock.systemUTC());

        double telling = seconds(() -> tell(tenant, entries, together));
        ConsumedUnits.Snapshot before = table.consumed().snapshot();
        double sealing = seconds(() -> ledger.seal(tenant, () -> true));
        ConsumedUnits.Snapshot units = table.consumed().snapshot().since(before);

        double checking = seconds(() -> {
            List<?> problems = new LogCheck(store, keys.trusted(tenant))
                    .check(tenant, List.of())
                    .problems();
            long size = store.head(tenant).size();
            if (size != entries || !problems.isEmpty()) {
                throw new IllegalStateException(
                        "the log has %d entries of %d, and these problems: %s".formatted(size, entries, problems));
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

    private void tell(TenantId tenant, int entries, int together) {
        DynamoDbEntryStore store = new DynamoDbEntryStore(table);
        for (int from = 0; from < entries; from += together) {
            List<Entry> some = IntStream.range(from, Math.min(from + together, entries))
                    .mapToObj(index -> entry(tenant, index))
                    .toList();
            store.addAll(tenant, some);
        }
    }

    private static Entry entry(TenantId tenant, int index) {
        return Entry.of(
                "finding.closed/%d".formatted(index),
                tenant,
                WHEN.plusMillis(index),
                new Happening.FindingClosed("sha256:%064x".formatted(index)),
                Actor.function("bench"));
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
