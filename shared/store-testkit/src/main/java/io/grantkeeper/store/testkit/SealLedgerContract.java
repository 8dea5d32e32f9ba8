package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.LogStoreContract.entry;
import static io.grantkeeper.store.testkit.Samples.NOON;
import static io.grantkeeper.store.testkit.Samples.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.Bytes;
import io.grantkeeper.ledger.LedgerCorruptedException;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.EntryJson;
import io.grantkeeper.ledger.log.CheckpointExport;
import io.grantkeeper.ledger.log.EntryStore;
import io.grantkeeper.ledger.log.LogCheck;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.log.SealLedger;
import io.grantkeeper.ledger.log.SigningKeys;
import io.grantkeeper.ledger.merkle.Frontier;
import io.grantkeeper.ledger.note.KeyFile;
import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.note.TrustedKeys;
import io.grantkeeper.ledger.note.VerifierKey;
import io.grantkeeper.store.testkit.kill.KillSwitch;
import io.grantkeeper.store.testkit.kill.KillTest;
import io.grantkeeper.store.testkit.kill.ProcessDied;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
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

/** That a log becomes one history on a store: whoever dies, however many are at work, whatever the clocks say. */
@DisplayName("Sealing the ledger")
public abstract class SealLedgerContract {
    private static final String ORIGIN = "example.com/ledger";
    private static final KeyFile KEY = KeyFile.generate(ORIGIN, SignatureType.ED25519);
    private static final KeyFile NEXT_KEY = KeyFile.generate(ORIGIN, SignatureType.ED25519);

    protected final SteppingClock clock = new SteppingClock(NOON);

    /** A store without anything in it, and its feeder. */
    public record Fresh(LogStore store, EntryStore entries) {}

    protected abstract Fresh fresh();

    /** How many entries the scenario of deaths has; the more, the longer it takes. */
    protected abstract int entriesToDieOver();

    private SealLedger seal(LogStore store, CheckpointExport export) {
        return new SealLedger(store, SigningKeys.of(_ -> KEY), export, clock);
    }

    /** Some alone, some in company, and some of these again in other company: a batch that is cut elsewhere brings them so. */
    private static void addAll(Fresh fresh, TenantId tenant, int from, int to) {
        for (int start = from; start < to; start += 7) {
            List<Entry> together = entries(tenant, start, Math.min(start + 5, to));
            fresh.entries.addAll(tenant, together);
            fresh.entries.addAll(tenant, together.subList(together.size() / 2, together.size()));
            entries(tenant, start + 4, Math.min(start + 7, to)).forEach(entry -> fresh.entries.add(tenant, entry));
        }
    }

    private static List<Entry> entries(TenantId tenant, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> entry(tenant, "entry-%05d".formatted(i)))
                .toList();
    }

    private static List<String> ids(LogStore store, TenantId tenant) {
        long size = store.head(tenant).size();
        List<String> ids = new ArrayList<>();
        for (long bundle = 0; bundle * 256 < size; bundle++) {
            store.entries(tenant, bundle).entries().forEach(leaf -> ids.add(EntryJson.idOf(Bytes.of(leaf))));
        }
        return ids;
    }

    private static void requireWhole(LogStore store, TenantId tenant, Set<String> expected) {
        assertThat(ids(store, tenant)).doesNotHaveDuplicates().hasSameElementsAs(expected);
        assertThat(store.pending(tenant, 9)).isEmpty();
        assertThat(new LogCheck(store, TrustedKeys.of(KEY.key(), NEXT_KEY.key()))
                        .check(tenant, List.of())
                        .problems())
                .isEmpty();
    }

    @Test
    void bringsEveryEntryUnderASignedCheckpoint() throws Exception {
        Fresh fresh = fresh();
        TenantId tenant = freshTenant();
        assertThat(seal(fresh.store, CheckpointExport.nowhere())
                        .seal(tenant, () -> true)
                        .checkpoint())
                .isEmpty();
        Set<String> all = new HashSet<>();
        for (int size : List.of(1, 5, 255, 256, 257, 520)) {
            addAll(fresh, tenant, all.size(), size);
            IntStream.range(all.size(), size).forEach(i -> all.add("entry-%05d".formatted(i)));
            var sealed = seal(fresh.store, CheckpointExport.nowhere()).seal(tenant, () -> true);
            assertThat(sealed.checkpoint().orElseThrow().size()).isEqualTo(size);
            String note = fresh.store.checkpoint(tenant).orElseThrow();
            assertThat(TrustedKeys.of(KEY.key())
                            .verify(SignedNote.parse(note, 1), 1)
                            .checkpoint())
                    .isEqualTo(sealed.checkpoint().orElseThrow());
        }
        requireWhole(fresh.store, tenant, all);
        assertThat(fresh.store.checkpoints(tenant, 0, 99)).hasSize(6);
    }

    @Test
    void writesNothingWhereNothingIsNew() {
        Fresh fresh = fresh();
        TenantId tenant = freshTenant();
        addAll(fresh, tenant, 0, 3);
        AtomicInteger exports = new AtomicInteger();
        CheckpointExport export = (_, _, _) -> exports.incrementAndGet();
        seal(fresh.store, export).seal(tenant, () -> true);
        Optional<String> note = fresh.store.checkpoint(tenant);
        assertThat(seal(fresh.store, export).seal(tenant, () -> true).integrated())
                .isZero();
        assertThat(fresh.store.checkpoint(tenant)).isEqualTo(note);
        assertThat(exports).hasValue(1);
    }

    @Test
    void endsInOneHistoryWhereverItDies() throws Exception {
        int count = entriesToDieOver();
        int first = count - 20;
        Set<String> all = new HashSet<>();
        IntStream.range(0, count).forEach(i -> all.add("entry-%05d".formatted(i)));
        int operations = KillTest.endsTheSameAfterEveryDeath(kill -> {
            Fresh fresh = fresh();
            TenantId tenant = freshTenant();
            LogStore mortal = kill.guard(LogStore.class, fresh.store);
            List<Long> exported = Collections.synchronizedList(new ArrayList<>());
            CheckpointExport export = kill.guard(CheckpointExport.class, (_, size, _) -> exported.add(size));
            addAll(fresh, tenant, 0, first);
            sealUntilDone(kill, mortal, export, tenant);
            clock.step(Duration.ofMinutes(-3));
            addAll(fresh, tenant, first, count);
            sealUntilDone(kill, mortal, export, tenant);
            requireWhole(fresh.store, tenant, all);
            assertThat(new HashSet<>(exported)).contains((long) count);
            // Tenants differ from run to run, and so do leaves and roots. All happen in the same instant and some are
            // told
            // twice, so a death may change which of them comes first; that each comes once, the whole log has shown.
            return new TreeSet<>(ids(fresh.store, tenant));
        });
        assertThat(operations).isGreaterThan(20);
    }

    private void sealUntilDone(KillSwitch kill, LogStore mortal, CheckpointExport export, TenantId tenant) {
        for (boolean done = false; !done; ) {
            try {
                seal(mortal, export).seal(tenant, () -> true);
                done = true;
            } catch (ProcessDied _) {
                kill.restart();
            }
        }
    }

    @Test
    void endsInOneHistoryHoweverManyAreAtWork() throws Exception {
        Fresh fresh = fresh();
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
                        seal(fresh.store, CheckpointExport.nowhere()).seal(tenant, () -> true);
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        seal(fresh.store, CheckpointExport.nowhere()).seal(tenant, () -> true);
        Set<String> all = new HashSet<>();
        IntStream.range(0, workers * each).forEach(i -> all.add("entry-%05d".formatted(i)));
        requireWhole(fresh.store, tenant, all);
    }

    @Test
    void signsWithBothKeysWhileBothAreValid() throws Exception {
        Fresh fresh = fresh();
        TenantId tenant = freshTenant();
        SigningKeys keys = new SigningKeys(List.of(
                new SigningKeys.Valid(_ -> KEY, Optional.empty(), Optional.of(NOON.plus(Duration.ofHours(2)))),
                new SigningKeys.Valid(_ -> NEXT_KEY, Optional.of(NOON.plus(Duration.ofHours(1))), Optional.empty())));
        SealLedger seal = new SealLedger(fresh.store, keys, CheckpointExport.nowhere(), clock);
        addAll(fresh, tenant, 0, 2);
        seal.seal(tenant, () -> true);
        assertThat(signers(fresh, tenant, keys)).containsExactly(KEY.key());
        clock.step(Duration.ofHours(1));
        seal.seal(tenant, () -> true);
        assertThat(signers(fresh, tenant, keys)).containsExactly(KEY.key(), NEXT_KEY.key());
        clock.step(Duration.ofHours(1));
        addAll(fresh, tenant, 2, 4);
        seal.seal(tenant, () -> true);
        assertThat(signers(fresh, tenant, keys)).containsExactly(NEXT_KEY.key());
        assertThat(new LogCheck(fresh.store, keys.trusted(tenant))
                        .check(tenant, List.of())
                        .problems())
                .isEmpty();
    }

    private static List<VerifierKey> signers(Fresh fresh, TenantId tenant, SigningKeys keys) throws Exception {
        String note = fresh.store.checkpoint(tenant).orElseThrow();
        return keys.trusted(tenant).verify(SignedNote.parse(note, 1), 1).signers();
    }

    @Test
    void signsNothingWhereTheHeadDoesNotContinueWhatWasSigned() {
        Fresh fresh = fresh();
        TenantId tenant = freshTenant();
        addAll(fresh, tenant, 0, 5);
        SealLedger seal = seal(fresh.store, CheckpointExport.nowhere());
        seal.seal(tenant, () -> true);
        Optional<String> signed = fresh.store.checkpoint(tenant);
        Frontier head = fresh.store.head(tenant);
        Frontier forged = new Frontier(
                5, List.of(head.subtrees().getLast(), head.subtrees().getFirst()));
        fresh.store.advance(tenant, head, forged);
        addAll(fresh, tenant, 5, 9);
        assertThatThrownBy(() -> seal.seal(tenant, () -> true))
                .isInstanceOf(LedgerCorruptedException.class)
                .hasMessageContaining("nothing is signed");
        assertThat(fresh.store.checkpoint(tenant)).isEqualTo(signed);
    }
}
