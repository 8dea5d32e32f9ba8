package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.DecisionSamples.decision;
import static io.grantkeeper.store.testkit.ModelSamples.NOON;
import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.decision.SealDecisions;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.store.DecisionBatch;
import io.grantkeeper.policy.store.DecisionBatchStore;
import io.grantkeeper.policy.store.DecisionLog;
import io.grantkeeper.policy.store.RecordedDecision;
import io.grantkeeper.store.testkit.kill.CrashAssertions;
import io.grantkeeper.store.testkit.kill.CrashSimulator;
import io.grantkeeper.store.testkit.kill.ProcessCrashedError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Tests that, despite interruptions and concurrent workers, sealing assigns every decision to exactly one Merkle root,
 * and that the ledger records each root.
 */
@DisplayName("Sealing decisions")
public abstract class SealDecisionsContract {
    private static final int BATCH = 3;

    private final ManualClock clock = new ManualClock(NOON);

    /** Empty stores with which a scenario starts. */
    public record EmptyStores(
            DecisionLog decisions, DecisionBatchStore batches, PendingEntryStore entries, LogStore log) {}

    protected abstract EmptyStores fresh();

    /**
     * The state at the end of a scenario.
     *
     * @param rootOf the root of each decision, keyed by the decision's ID
     * @param told the number of decisions under each root, as recorded in the ledger
     */
    private record End(Map<String, String> rootOf, Map<String, Integer> told) {}

    private static End end(EmptyStores fresh, TenantId tenant, List<RecordedDecision> decisions) {
        Map<String, String> rootOf = new TreeMap<>();
        for (RecordedDecision decision : decisions) {
            rootOf.put(
                    decision.id(),
                    fresh.batches
                            .batchOf(tenant, decision.id())
                            .map(DecisionBatch::root)
                            .orElse("none"));
        }
        Map<String, Integer> told = new TreeMap<>();
        fresh.log.pending(tenant, 99).forEach(leaf -> {
            if (LedgerEntryJson.read(leaf).what() instanceof LedgerEvent.DecisionsMade(int count, String root)) {
                assertThat(told.put(root, count)).isNull();
            }
        });
        return new End(rootOf, told);
    }

    private static void assertRecordedOnce(End end, int decisions) {
        assertThat(end.rootOf.values()).allMatch(end.told::containsKey);
        assertThat(end.told.values().stream().mapToInt(Integer::intValue).sum())
                .as("decisions recorded in the ledger")
                .isEqualTo(decisions);
    }

    private static List<RecordedDecision> decisions(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> decision("d%02d".formatted(i), i))
                .toList();
    }

    @Test
    void recordsEachDecisionOnceDespiteInterruptions() throws Exception {
        List<RecordedDecision> made = decisions(7);
        int operations = CrashAssertions.assertSameEndStateAfterEveryCrash(kill -> {
            EmptyStores fresh = fresh();
            TenantId tenant = new TenantId("acme-" + freshTenant().value());
            fresh.decisions.record(tenant, made);
            SealDecisions seal = new SealDecisions(
                    kill.guard(DecisionBatchStore.class, fresh.batches),
                    kill.guard(PendingEntryStore.class, fresh.entries),
                    clock,
                    BATCH);
            try {
                seal.seal(tenant, () -> true);
            } catch (ProcessCrashedError _) {
                kill.restart();
                seal.seal(tenant, () -> true);
            }
            End end = end(fresh, tenant, made);
            assertRecordedOnce(end, made.size());
            return end;
        });
        assertThat(operations).isGreaterThan(12);
    }

    @Test
    void groupsDecisionsByPolicyVersionAndRecordsVersion() {
        EmptyStores fresh = fresh();
        TenantId tenant = freshTenant();
        List<RecordedDecision> made = IntStream.range(0, 6)
                .mapToObj(i -> decision("d%02d".formatted(i), i, PolicyVersion.ofText("set " + i % 2)))
                .toList();
        fresh.decisions.record(tenant, made);
        new SealDecisions(fresh.batches, fresh.entries, clock, BATCH).seal(tenant, () -> true);
        assertRecordedOnce(end(fresh, tenant, made), 6);
        Map<String, String> versionOf = new TreeMap<>();
        fresh.log.pending(tenant, 99).forEach(leaf -> {
            LedgerEntry entry = LedgerEntryJson.read(leaf);
            if (entry.what() instanceof LedgerEvent.DecisionsMade(var _, String root)) {
                versionOf.put(root, entry.policy().orElseThrow());
            }
        });
        assertThat(made)
                .allSatisfy(decision -> assertThat(versionOf.get(fresh.batches
                                .batchOf(tenant, decision.id())
                                .orElseThrow()
                                .root()))
                        .isEqualTo(decision.decision().version().value()));
    }

    @Test
    void recordsDecisionsMadeBetweenInterruptionAndNextRun() {
        EmptyStores fresh = fresh();
        TenantId tenant = freshTenant();
        List<RecordedDecision> made = decisions(5);
        fresh.decisions.record(tenant, made.subList(0, 2));
        CrashSimulator kill = CrashSimulator.at(3, CrashSimulator.Effect.DONE);
        try {
            new SealDecisions(kill.guard(DecisionBatchStore.class, fresh.batches), fresh.entries, clock, BATCH)
                    .seal(tenant, () -> true);
        } catch (ProcessCrashedError _) {
            assertThat(fresh.batches.open(tenant)).isPresent();
        }
        fresh.decisions.record(tenant, made);
        new SealDecisions(fresh.batches, fresh.entries, clock, BATCH).seal(tenant, () -> true);
        assertRecordedOnce(end(fresh, tenant, made), 5);
    }

    @Test
    void assignsEachDecisionToOneBatchUnderConcurrency() throws Exception {
        EmptyStores fresh = fresh();
        TenantId tenant = freshTenant();
        List<RecordedDecision> made = decisions(40);
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int worker = 0; worker < 4; worker++) {
                int from = worker * 10;
                running.add(workers.submit(() -> {
                    for (RecordedDecision decision : made.subList(from, from + 10)) {
                        fresh.decisions.record(tenant, List.of(decision));
                        new SealDecisions(fresh.batches, fresh.entries, clock, BATCH).seal(tenant, () -> true);
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        new SealDecisions(fresh.batches, fresh.entries, clock, BATCH).seal(tenant, () -> true);
        assertRecordedOnce(end(fresh, tenant, made), 40);
    }
}
