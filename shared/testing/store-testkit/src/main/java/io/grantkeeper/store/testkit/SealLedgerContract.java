package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.LogStoreContract.entry;
import static io.grantkeeper.store.testkit.ModelSamples.NOON;
import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.LedgerCorruptedException;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import io.grantkeeper.ledger.log.CheckpointExport;
import io.grantkeeper.ledger.log.LogFsck;
import io.grantkeeper.ledger.log.LogSigningKeys;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.ledger.log.SealLedger;
import io.grantkeeper.ledger.merkle.TreeFrontier;
import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.note.SigningKeyFile;
import io.grantkeeper.ledger.note.TrustedKeys;
import io.grantkeeper.ledger.note.VerifierKey;
import io.grantkeeper.store.testkit.kill.CrashAssertions;
import io.grantkeeper.store.testkit.kill.CrashSimulator;
import io.grantkeeper.store.testkit.kill.ProcessCrashedError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Tests that sealing on a store produces a log with a single history, despite interruptions, concurrent workers and
 * clock differences.
 */
@DisplayName("Sealing the ledger")
public abstract class SealLedgerContract {
    private static final String ORIGIN = "example.com/ledger";
    private static final SigningKeyFile KEY = SigningKeyFile.generate(ORIGIN, SignatureType.ED25519);
    private static final SigningKeyFile NEXT_KEY = SigningKeyFile.generate(ORIGIN, SignatureType.ED25519);

    protected final ManualClock clock = new ManualClock(NOON);

    /** An empty log store and its entry store. */
    public record EmptyLog(LogStore store, PendingEntryStore entries) {}

    protected abstract EmptyLog fresh();

    /**
     * Returns the number of entries that are sealed in the scenario with crashes. This number determines how long the
     * scenario takes.
     */
    protected abstract int killScenarioEntries();

    /**
     * Returns the number of operations between two simulated crashes; 1 for a crash at every operation. Has no effect
     * in a campaign build, which simulates a crash at every operation.
     */
    protected int deathsApart() {
        return 1;
    }

    private SealLedger seal(LogStore store, CheckpointExport export) {
        return new SealLedger(store, LogSigningKeys.of(_ -> KEY), export, clock);
    }

    /**
     * Adds entries to the store: some individually, some in groups, and some again in other groups, as happens when a
     * batch is repeated and split differently.
     */
    private static void addAll(EmptyLog fresh, TenantId tenant, int from, int to) {
        for (int start = from; start < to; start += 7) {
            List<LedgerEntry> together = entries(tenant, start, Math.min(start + 5, to));
            fresh.entries.addAll(tenant, together);
            fresh.entries.addAll(tenant, together.subList(together.size() / 2, together.size()));
            entries(tenant, start + 4, Math.min(start + 7, to)).forEach(entry -> fresh.entries.add(tenant, entry));
        }
    }

    private static List<LedgerEntry> entries(TenantId tenant, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> entry(tenant, "entry-%05d".formatted(i)))
                .toList();
    }

    private static List<String> ids(LogStore store, TenantId tenant) {
        long size = store.head(tenant).size();
        List<String> ids = new ArrayList<>();
        for (long bundle = 0; bundle * 256 < size; bundle++) {
            store.entries(tenant, bundle)
                    .entries()
                    .forEach(leaf -> ids.add(LedgerEntryJson.idOf(ImmutableBytes.of(leaf))));
        }
        return ids;
    }

    private static void assertComplete(LogStore store, TenantId tenant, Set<String> expected) {
        assertThat(ids(store, tenant)).doesNotHaveDuplicates().hasSameElementsAs(expected);
        assertThat(store.pending(tenant, 9)).isEmpty();
        assertThat(new LogFsck(store, TrustedKeys.of(KEY.key(), NEXT_KEY.key()))
                        .check(tenant, List.of())
                        .problems())
                .isEmpty();
    }

    @Test
    void signedCheckpointCoversEveryEntry() throws Exception {
        EmptyLog fresh = fresh();
        TenantId tenant = freshTenant();
        assertThat(seal(fresh.store, CheckpointExport.none())
                        .seal(tenant, () -> true)
                        .checkpoint())
                .isEmpty();
        Set<String> all = new HashSet<>();
        for (int size : List.of(1, 5, 255, 256, 257, 520)) {
            addAll(fresh, tenant, all.size(), size);
            IntStream.range(all.size(), size).forEach(i -> all.add("entry-%05d".formatted(i)));
            var sealed = seal(fresh.store, CheckpointExport.none()).seal(tenant, () -> true);
            assertThat(sealed.checkpoint().orElseThrow().size()).isEqualTo(size);
            String note = fresh.store.checkpoint(tenant).orElseThrow();
            assertThat(TrustedKeys.of(KEY.key())
                            .verify(SignedNote.parse(note, 1), 1)
                            .checkpoint())
                    .isEqualTo(sealed.checkpoint().orElseThrow());
        }
        assertComplete(fresh.store, tenant, all);
        assertThat(fresh.store.checkpoints(tenant, 0, 99)).hasSize(6);
    }

    @Test
    void writesNothingIfThereAreNoNewEntries() {
        EmptyLog fresh = fresh();
        TenantId tenant = freshTenant();
        addAll(fresh, tenant, 0, 3);
        InMemoryCheckpointExport exports = new InMemoryCheckpointExport();
        seal(fresh.store, exports).seal(tenant, () -> true);
        Optional<String> note = fresh.store.checkpoint(tenant);
        assertThat(seal(fresh.store, exports).seal(tenant, () -> true).integrated())
                .isZero();
        assertThat(fresh.store.checkpoint(tenant)).isEqualTo(note);
        assertThat(exports.calls()).isEqualTo(1);
    }

    @Test
    void producesSingleHistoryDespiteInterruptions() throws Exception {
        int count = killScenarioEntries();
        int first = count - 20;
        Set<String> all = new HashSet<>();
        IntStream.range(0, count).forEach(i -> all.add("entry-%05d".formatted(i)));
        int operations = CrashAssertions.assertSameEndStateAfterSampledCrashes(deathsApart(), kill -> {
            EmptyLog fresh = fresh();
            TenantId tenant = freshTenant();
            LogStore mortal = kill.guard(LogStore.class, fresh.store);
            InMemoryCheckpointExport exports = new InMemoryCheckpointExport();
            CheckpointExport export = kill.guard(CheckpointExport.class, exports);
            addAll(fresh, tenant, 0, first);
            sealUntilDone(kill, mortal, export, tenant);
            clock.advance(Duration.ofMinutes(-3));
            addAll(fresh, tenant, first, count);
            sealUntilDone(kill, mortal, export, tenant);
            assertComplete(fresh.store, tenant, all);
            assertThat(exports.sizes()).contains((long) count);
            // Tenants differ between runs, and so do leaves and roots. All entries have the same instant and some are
            // recorded twice, so an interruption may change their order. The check of the entire log has shown that
            // each entry occurs only once.
            return new TreeSet<>(ids(fresh.store, tenant));
        });
        assertThat(operations).isGreaterThan(20);
    }

    private void sealUntilDone(CrashSimulator kill, LogStore mortal, CheckpointExport export, TenantId tenant) {
        for (boolean done = false; !done; ) {
            try {
                seal(mortal, export).seal(tenant, () -> true);
                done = true;
            } catch (ProcessCrashedError _) {
                kill.restart();
            }
        }
    }

    @Test
    void producesSingleHistoryUnderConcurrency() throws Exception {
        EmptyLog fresh = fresh();
        TenantId tenant = freshTenant();
        int workers = 4;
        int each = 150;
        try (ExecutorService threads = Executors.newFixedThreadPool(2 * workers)) {
            List<Future<?>> running = new ArrayList<>();
            for (int worker = 0; worker < workers; worker++) {
                int from = worker * each;
                running.add(threads.submit(() -> addAll(fresh, tenant, from, from + each)));
                running.add(threads.submit(() -> {
                    for (int i = 0; i < 20; i++) {
                        seal(fresh.store, CheckpointExport.none()).seal(tenant, () -> true);
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        seal(fresh.store, CheckpointExport.none()).seal(tenant, () -> true);
        Set<String> all = new HashSet<>();
        IntStream.range(0, workers * each).forEach(i -> all.add("entry-%05d".formatted(i)));
        assertComplete(fresh.store, tenant, all);
    }

    @Test
    void signsWithBothKeysWhileBothAreValid() throws Exception {
        EmptyLog fresh = fresh();
        TenantId tenant = freshTenant();
        LogSigningKeys keys = new LogSigningKeys(List.of(
                new LogSigningKeys.SigningKey(_ -> KEY, Optional.empty(), Optional.of(NOON.plus(Duration.ofHours(2)))),
                new LogSigningKeys.SigningKey(
                        _ -> NEXT_KEY, Optional.of(NOON.plus(Duration.ofHours(1))), Optional.empty())));
        SealLedger seal = new SealLedger(fresh.store, keys, CheckpointExport.none(), clock);
        addAll(fresh, tenant, 0, 2);
        seal.seal(tenant, () -> true);
        assertThat(signers(fresh, tenant, keys)).containsExactly(KEY.key());
        clock.advance(Duration.ofHours(1));
        seal.seal(tenant, () -> true);
        assertThat(signers(fresh, tenant, keys)).containsExactly(KEY.key(), NEXT_KEY.key());
        clock.advance(Duration.ofHours(1));
        addAll(fresh, tenant, 2, 4);
        seal.seal(tenant, () -> true);
        assertThat(signers(fresh, tenant, keys)).containsExactly(NEXT_KEY.key());
        assertThat(new LogFsck(fresh.store, keys.trusted(tenant))
                        .check(tenant, List.of())
                        .problems())
                .isEmpty();
    }

    private static List<VerifierKey> signers(EmptyLog fresh, TenantId tenant, LogSigningKeys keys) throws Exception {
        String note = fresh.store.checkpoint(tenant).orElseThrow();
        return keys.trusted(tenant).verify(SignedNote.parse(note, 1), 1).signers();
    }

    @Test
    void signsNothingIfLogIsSmallerThanExportedCheckpoint() {
        EmptyLog fresh = fresh();
        TenantId tenant = freshTenant();
        InMemoryCheckpointExport exports = new InMemoryCheckpointExport();
        addAll(fresh, tenant, 0, 5);
        seal(fresh.store, exports).seal(tenant, () -> true);
        EmptyLog rolledBack = fresh();
        TenantId same = freshTenant(); // another tenant's log is empty, as is one that was rolled back to its start
        addAll(rolledBack, same, 0, 3);
        assertThatThrownBy(() -> seal(rolledBack.store, exports).seal(same, () -> true))
                .isInstanceOf(LedgerCorruptedException.class)
                .hasMessageContaining("exported checkpoint of size 5")
                .hasMessageContaining("signing has stopped");
        assertThat(rolledBack.store.checkpoint(same)).isEmpty();
    }

    @Test
    void signsNothingIfLogContradictsExportedCheckpointOfSameSize() {
        EmptyLog fresh = fresh();
        TenantId tenant = freshTenant();
        InMemoryCheckpointExport exports = new InMemoryCheckpointExport();
        addAll(fresh, tenant, 0, 5);
        seal(fresh.store, exports).seal(tenant, () -> true);
        EmptyLog other = fresh();
        TenantId rewritten = freshTenant();
        addAll(other, rewritten, 10, 19);
        assertThatThrownBy(() -> seal(other.store, exports).seal(rewritten, () -> true))
                .isInstanceOf(LedgerCorruptedException.class)
                .hasMessageContaining("exported checkpoint of size 5");
        assertThat(other.store.checkpoint(rewritten)).isEmpty();
        assertThat(exports.sizes()).hasSize(1);
    }

    @Test
    void signsNothingIfLargestExportedCheckpointIsMissing() {
        EmptyLog fresh = fresh();
        TenantId tenant = freshTenant();
        InMemoryCheckpointExport exports = new InMemoryCheckpointExport();
        addAll(fresh, tenant, 0, 5);
        seal(fresh.store, exports).seal(tenant, () -> true);
        fresh.store.exportedSize(tenant, 1_000);
        addAll(fresh, tenant, 5, 9);
        assertThatThrownBy(() -> seal(fresh.store, exports).seal(tenant, () -> true))
                .isInstanceOf(LedgerCorruptedException.class)
                .hasMessageContaining("1000 was exported, but the largest exported one has size 5");
    }

    @Test
    void signsNothingIfAllExportedCheckpointsAreMissing() {
        EmptyLog fresh = fresh();
        TenantId tenant = freshTenant();
        InMemoryCheckpointExport exports = new InMemoryCheckpointExport();
        addAll(fresh, tenant, 0, 5);
        seal(fresh.store, exports).seal(tenant, () -> true);
        Optional<String> signed = fresh.store.checkpoint(tenant);
        exports.removeAll();
        addAll(fresh, tenant, 5, 9);
        assertThatThrownBy(() -> seal(fresh.store, exports).seal(tenant, () -> true))
                .isInstanceOf(LedgerCorruptedException.class)
                .hasMessageContaining("size 5 was exported, but no exported checkpoint is found")
                .hasMessageContaining("signing has stopped");
        assertThat(fresh.store.checkpoint(tenant)).isEqualTo(signed);
        assertThat(exports.sizes()).isEmpty();
    }

    /** Tests an installation whose checkpoint bucket is configured later. */
    @Test
    void exportsEarlierCheckpointsOnceDestinationIsConfigured() {
        EmptyLog fresh = fresh();
        TenantId tenant = freshTenant();
        addAll(fresh, tenant, 0, 5);
        seal(fresh.store, CheckpointExport.none()).seal(tenant, () -> true);
        InMemoryCheckpointExport exports = new InMemoryCheckpointExport();
        addAll(fresh, tenant, 5, 9);
        seal(fresh.store, exports).seal(tenant, () -> true);
        assertThat(exports.sizes()).containsExactly(5L, 9L);
        addAll(fresh, tenant, 9, 12);
        seal(fresh.store, exports).seal(tenant, () -> true);
        assertThat(exports.sizes()).containsExactly(5L, 9L, 12L);
    }

    /** Thousands of checkpoints can be waiting after an outage, or if their destination is configured late. */
    @Test
    void exportsRestInNextRunIfTimeIsUp() {
        EmptyLog fresh = fresh();
        TenantId tenant = freshTenant();
        int checkpoints = 103;
        for (int size = 1; size <= checkpoints; size++) {
            fresh.entries.add(tenant, entry(tenant, "entry-%05d".formatted(size)));
            seal(fresh.store, CheckpointExport.none()).seal(tenant, () -> true);
        }
        InMemoryCheckpointExport exports = new InMemoryCheckpointExport();
        seal(fresh.store, exports).seal(tenant, () -> false);
        assertThat(exports.sizes()).hasSize(100);
        seal(fresh.store, exports).seal(tenant, () -> false);
        assertThat(exports.sizes()).hasSize(checkpoints);
    }

    @Test
    void signsNothingIfExportedCheckpointWasReplacedByEarlierOne() {
        EmptyLog fresh = fresh();
        TenantId tenant = freshTenant();
        InMemoryCheckpointExport exports = new InMemoryCheckpointExport();
        addAll(fresh, tenant, 0, 5);
        seal(fresh.store, exports).seal(tenant, () -> true);
        exports.put(9, exports.exported().getFirst());
        addAll(fresh, tenant, 5, 12);
        assertThatThrownBy(() -> seal(fresh.store, exports).seal(tenant, () -> true))
                .isInstanceOf(LedgerCorruptedException.class)
                .hasMessageContaining("exported under the size 9 has size 5");
    }

    /** Another worker may seal and export more entries while this one reads the exports. */
    @Test
    void doesNotMistakeConcurrentExportForRollback() {
        EmptyLog fresh = fresh();
        TenantId tenant = freshTenant();
        InMemoryCheckpointExport exports = new InMemoryCheckpointExport();
        addAll(fresh, tenant, 0, 5);
        AtomicInteger reads = new AtomicInteger();
        CheckpointExport overtaken = new CheckpointExport() {
            @Override
            public void export(TenantId of, long size, String note) {
                exports.export(of, size, note);
            }

            @Override
            public Optional<Exported> largest(TenantId of, long fromSize) {
                if (reads.getAndIncrement() == 0) {
                    addAll(fresh, of, 5, 12);
                    seal(fresh.store, exports).seal(of, () -> true);
                }
                return exports.largest(of, fromSize);
            }
        };
        assertThat(seal(fresh.store, overtaken)
                        .seal(tenant, () -> true)
                        .checkpoint()
                        .orElseThrow()
                        .size())
                .isEqualTo(12);
        assertThat(exports.sizes()).containsExactly(12L);
    }

    @Test
    void signsAndExportsCheckpointIfEarlierExportsMatchLog() {
        EmptyLog fresh = fresh();
        TenantId tenant = freshTenant();
        InMemoryCheckpointExport exports = new InMemoryCheckpointExport();
        for (int size : List.of(5, 9, 300)) {
            addAll(fresh, tenant, size == 5 ? 0 : size == 9 ? 5 : 9, size);
            seal(fresh.store, exports).seal(tenant, () -> true);
        }
        assertThat(exports.sizes()).containsExactly(5L, 9L, 300L);
    }

    @Test
    void signsNothingIfHeadIsInconsistentWithSignedCheckpoint() {
        EmptyLog fresh = fresh();
        TenantId tenant = freshTenant();
        addAll(fresh, tenant, 0, 5);
        SealLedger seal = seal(fresh.store, CheckpointExport.none());
        seal.seal(tenant, () -> true);
        Optional<String> signed = fresh.store.checkpoint(tenant);
        TreeFrontier head = fresh.store.head(tenant);
        TreeFrontier forged = new TreeFrontier(
                5, List.of(head.subtrees().getLast(), head.subtrees().getFirst()));
        fresh.store.advance(tenant, head, forged);
        addAll(fresh, tenant, 5, 9);
        assertThatThrownBy(() -> seal.seal(tenant, () -> true))
                .isInstanceOf(LedgerCorruptedException.class)
                .hasMessageContaining("signing has stopped");
        assertThat(fresh.store.checkpoint(tenant)).isEqualTo(signed);
    }
}
