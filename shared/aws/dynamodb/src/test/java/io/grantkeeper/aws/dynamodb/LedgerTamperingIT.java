package io.grantkeeper.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.log.CheckpointExport;
import io.grantkeeper.ledger.log.LogFsck;
import io.grantkeeper.ledger.log.LogSigningKeys;
import io.grantkeeper.ledger.log.SealLedger;
import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.ledger.note.SigningKeyFile;
import io.grantkeeper.property.testkit.TestRepetitions;
import io.grantkeeper.store.testkit.InMemoryCheckpointExport;
import io.grantkeeper.store.testkit.LogStoreContract;
import io.grantkeeper.store.testkit.ModelSamples;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Alters every attribute of every item of a log in thousands of ways, and checks that {@code fsck} detects each
 * alteration.
 */
@DisplayName("A stored ledger that was tampered with")
class LedgerTamperingIT {
    private static final SigningKeyFile KEY = SigningKeyFile.generate("example.com/ledger", SignatureType.ED25519);
    private static final LogSigningKeys KEYS = LogSigningKeys.of(_ -> KEY);
    private static final Clock CLOCK = Clock.fixed(ModelSamples.NOON, ZoneOffset.UTC);

    private final TenantId tenant = ModelSamples.freshTenant();
    private final InMemoryCheckpointExport exports = new InMemoryCheckpointExport();

    /** Creates a log by sealing entries in several batches, each with its own checkpoint. */
    private ReadOnlyTable log(TenantId of, int... sizes) {
        return log(of, exports, sizes);
    }

    private static ReadOnlyTable log(TenantId of, CheckpointExport exports, int... sizes) {
        DynamoDbTable table = TestTable.open();
        DynamoDbPendingEntryStore entries = new DynamoDbPendingEntryStore(table);
        SealLedger seal = new SealLedger(new DynamoDbLogStore(table), KEYS, exports, CLOCK);
        int told = 0;
        for (int size : sizes) {
            entries.addAll(
                    of,
                    IntStream.range(told, size)
                            .mapToObj(i -> LogStoreContract.entry(of, "entry-%04d".formatted(i)))
                            .toList());
            told = size;
            seal.seal(of, () -> true);
        }
        return ReadOnlyTable.of(TestTable.LOCAL.client(), TestTable.NAME, "T#%s#L#".formatted(of));
    }

    private List<String> problems(ReadOnlyTable table) {
        return new LogFsck(new DynamoDbLogStore(table.open()), KEYS.trusted(tenant))
                .check(tenant, exports.exported())
                .problems();
    }

    private void assertDetected(ReadOnlyTable table, Map<String, AttributeValue> item, String what) {
        List<String> problems = problems(table);
        assertThat(problems).as("%s of %s", what, PrimaryKey.of(item)).isNotEmpty();
        String place = expectedProblem(PrimaryKey.of(item));
        assertThat(problems.getFirst())
                .as("%s of %s", what, PrimaryKey.of(item))
                .containsPattern(place);
    }

    /** Returns the pattern that the first reported problem must match. */
    private static String expectedProblem(PrimaryKey key) {
        if (key.sk().equals("HEAD")) {
            return "the head|entries are there|bundle \\d";
        }
        if (key.sk().equals("LATEST")) {
            return "the latest checkpoint";
        }
        if (key.pk().endsWith("#L#C")) {
            return "published checkpoint|latest checkpoint";
        }
        if (key.sk().startsWith("TILE#")) {
            return "tile/[01]/";
        }
        return key.sk().equals("ENTRY") ? "entry \\d+: 'entry-" : "bundle \\d|entry \\d+|checkpoint of size|tile/";
    }

    @Test
    void detectsEveryAlteredAttribute() {
        int changes = TestRepetitions.times(7_000, 1_400);
        assertThat(alterAll(log(tenant, 1, 2, 5), changes, 1)).isGreaterThan(changes / 7 * 6);
    }

    @Test
    void detectsEveryAlteredAttributeInLogWithTiles() {
        assertThat(alterAll(log(tenant, 3, 255, 258), 400, 2)).isGreaterThan(300);
    }

    private int alterAll(ReadOnlyTable table, int changes, long seed) {
        assertThat(problems(table)).isEmpty();
        Random random = new Random(seed);
        List<Map<String, AttributeValue>> items = table.all();
        int altered = 0;
        for (int i = 0; i < changes; i++) {
            Map<String, AttributeValue> item = items.get(i % items.size());
            if (PrimaryKey.of(item).sk().equals("EXPORTED")) {
                continue; // the size up to which checkpoints were exported: altering it only means that more or fewer
                // checkpoints are exported again
            }
            List<String> names = item.keySet().stream()
                    .filter(name -> !name.equals(TableAttributes.TYPE)) // only the stream's filter uses it
                    .sorted()
                    .toList();
            String name = names.get(random.nextInt(names.size()));
            AttributeValue value = AttributeTampering.alter(item.get(name), random, 1);
            if (!value.equals(item.get(name))) {
                Map<String, AttributeValue> changed = new HashMap<>(item);
                changed.put(name, value);
                Map<String, AttributeValue> displaced = table.get(PrimaryKey.of(changed));
                table.remove(item);
                table.put(changed);
                assertDetected(table, item, name);
                table.remove(changed);
                if (!displaced.isEmpty()) {
                    table.put(displaced);
                }
                table.put(item);
                altered++;
            }
        }
        assertThat(problems(table)).isEmpty();
        return altered;
    }

    @Test
    void detectsEveryMissingItem() {
        ReadOnlyTable table = log(tenant, 3, 255, 258);
        for (Map<String, AttributeValue> item : table.all()) {
            if (!PrimaryKey.of(item).sk().equals("EXPORTED")) {
                table.remove(item);
                assertDetected(table, item, "absence");
                table.put(item);
            }
        }
    }

    @Test
    void detectsOldCheckpointInPlaceOfLatest() {
        ReadOnlyTable table = log(tenant, 1, 2, 5);
        Map<String, AttributeValue> latest = table.get(LedgerItemKeys.latest(tenant));
        Map<String, AttributeValue> replayed = new HashMap<>(table.get(LedgerItemKeys.checkpoint(tenant, 2)));
        replayed.putAll(LedgerItemKeys.latest(tenant).attributes());
        table.put(replayed);
        assertDetected(table, latest, "replay");
    }

    @Test
    void detectsRollbackOfWholeLog() {
        ReadOnlyTable before = log(tenant, 1, 2);
        log(tenant, 1, 2, 5);
        assertThat(problems(before))
                .singleElement()
                .asString()
                .contains("known checkpoint of size 5: 5 entries were signed");
    }

    @Test
    void detectsForkSignedWithSameKey() {
        ReadOnlyTable honest = log(tenant, 1, 2, 5);
        List<String> known = exports.exported();
        TenantId liar = ModelSamples.freshTenant();
        ReadOnlyTable forged = log(liar, CheckpointExport.none(), 1, 2, 5);
        assertThat(problems(honest)).isEmpty();
        List<String> seen = new LogFsck(new DynamoDbLogStore(forged.open()), KEYS.trusted(liar))
                .check(liar, known)
                .problems();
        assertThat(seen.getFirst()).contains("known checkpoint of size 1: its root is");
    }

    @Test
    void detectsReorderedEntries() {
        ReadOnlyTable table = log(tenant, 1, 2, 5);
        Map<String, AttributeValue> first = table.get(LedgerItemKeys.bundlePart(tenant, 0));
        Map<String, AttributeValue> second = table.get(LedgerItemKeys.bundlePart(tenant, 1));
        Map<String, AttributeValue> moved = new HashMap<>(second);
        moved.putAll(LedgerItemKeys.bundlePart(tenant, 0).attributes());
        table.put(moved);
        Map<String, AttributeValue> back = new HashMap<>(first);
        back.putAll(LedgerItemKeys.bundlePart(tenant, 1).attributes());
        table.put(back);
        assertThat(problems(table).getFirst()).startsWith("entry 0: 'entry-0001' is recorded at 1");
    }

    @Test
    void acceptsIntactLog() {
        assertThat(problems(log(tenant, 3, 255, 258))).isEmpty();
    }
}
