package io.grantkeeper.ledger.decision;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.EntryIds;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.ledger.merkle.InMemoryTree;
import io.grantkeeper.ledger.merkle.Sha256Hash;
import io.grantkeeper.policy.store.DecisionBatch;
import io.grantkeeper.policy.store.DecisionBatchStore;
import io.grantkeeper.policy.store.DecisionBatchStore.PendingDecision;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Groups waiting decisions into batches, and records the Merkle root of each batch in the ledger. A batch is stored
 * before its root is recorded, and is marked as finished afterward. After an interruption, the next run resumes the
 * same batch, so no decision is recorded twice.
 */
public final class SealDecisions {

    /**
     * The maximum number of decisions in a batch. The hashes of 1,024 decisions take 45 KB, well below DynamoDB's limit
     * of 400 KB per item.
     */
    private static final int BATCH = 1_024;

    private final DecisionBatchStore batches;
    private final PendingEntryStore entries;
    private final Clock clock;
    private final int most;

    public SealDecisions(DecisionBatchStore batches, PendingEntryStore entries, Clock clock) {
        this(batches, entries, clock, BATCH);
    }

    /**
     * Creates an instance with a smaller maximum batch size.
     *
     * @param most the maximum number of decisions in a batch, up to 1,024
     */
    public SealDecisions(DecisionBatchStore batches, PendingEntryStore entries, Clock clock, int most) {
        if (most < 1 || most > BATCH) {
            throw new IllegalArgumentException(
                    "a root must cover 1 to %d decisions, but covers %d".formatted(BATCH, most));
        }
        this.most = most;
        this.batches = batches;
        this.entries = entries;
        this.clock = clock;
    }

    /**
     * Seals waiting decisions until none is left or {@code shouldContinue} returns false.
     *
     * @param shouldContinue returns whether to seal another batch; called before each batch
     * @return the number of sealed decisions
     */
    public int seal(TenantId tenant, BooleanSupplier shouldContinue) {
        int sealed = 0;
        while (shouldContinue.getAsBoolean()) {
            Optional<DecisionBatch> batch = batches.open(tenant).or(() -> nextBatch(tenant));
            if (batch.isEmpty()) {
                return sealed;
            }
            try {
                batches.begin(tenant, batch.get());
            } catch (ConcurrentWriteException _) {
                return sealed; // another run is processing this batch or has just finished it
            }
            record(tenant, batch.get());
            batches.finish(tenant, batch.get());
            sealed += batch.get().decisions().size();
        }
        return sealed;
    }

    private Optional<DecisionBatch> nextBatch(TenantId tenant) {
        List<PendingDecision> all = batches.pending(tenant, most);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        String version = all.getFirst().version();
        List<PendingDecision> waiting = all.stream()
                .filter(decision -> decision.version().equals(version))
                .toList();
        InMemoryTree tree = InMemoryTree.of(waiting.stream()
                .map(decision -> decision.document().getBytes(StandardCharsets.UTF_8))
                .toList());
        Sha256Hash root = tree.root();
        return Optional.of(new DecisionBatch(
                HexFormat.of().formatHex(root.bytes()),
                waiting.stream().map(PendingDecision::id).toList(),
                tree.leaves().stream().map(Sha256Hash::toString).toList(),
                root.toString(),
                version,
                clock.instant()));
    }

    private void record(TenantId tenant, DecisionBatch batch) {
        var _ = entries.add(
                tenant,
                LedgerEntry.of(
                                EntryIds.ofDecisionBatch(batch),
                                tenant,
                                batch.at(),
                                new LedgerEvent.DecisionsMade(batch.decisions().size(), batch.root()),
                                EntryActor.function("decide"))
                        .withPolicy(batch.version()));
    }
}
