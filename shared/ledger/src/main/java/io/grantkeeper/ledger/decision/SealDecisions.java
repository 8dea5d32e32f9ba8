package io.grantkeeper.ledger.decision;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.ledger.entry.Actor;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.Happening;
import io.grantkeeper.ledger.log.EntryStore;
import io.grantkeeper.ledger.merkle.Hash;
import io.grantkeeper.ledger.merkle.SmallTree;
import io.grantkeeper.policy.store.DecisionBatch;
import io.grantkeeper.policy.store.DecisionBatchStore;
import io.grantkeeper.policy.store.DecisionBatchStore.Waiting;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Puts decisions that wait under roots, and tells the ledger. A batch is written down before it is told, and told before it
 * is finished: whoever comes after a death goes on with that batch, so no decision is told of twice.
 */
public final class SealDecisions {
    /** So many hashes are 45 KB, well within one item. */
    private static final int BATCH = 1_024;

    private final DecisionBatchStore batches;
    private final EntryStore entries;
    private final Clock clock;
    private final int most;

    public SealDecisions(DecisionBatchStore batches, EntryStore entries, Clock clock) {
        this(batches, entries, clock, BATCH);
    }

    /** @param most decisions under one root; 1,024 at most */
    public SealDecisions(DecisionBatchStore batches, EntryStore entries, Clock clock, int most) {
        if (most < 1 || most > BATCH) {
            throw new IllegalArgumentException("a root holds 1 to %d decisions, not %d".formatted(BATCH, most));
        }
        this.most = most;
        this.batches = batches;
        this.entries = entries;
        this.clock = clock;
    }

    /** @return how many decisions found their place */
    public int seal(TenantId tenant, BooleanSupplier goOn) {
        int sealed = 0;
        while (goOn.getAsBoolean()) {
            Optional<DecisionBatch> batch = batches.open(tenant).or(() -> together(tenant));
            if (batch.isEmpty()) {
                return sealed;
            }
            try {
                batches.begin(tenant, batch.get());
            } catch (LostRaceException _) {
                return sealed; // somebody else is at it, or was while we looked
            }
            tell(tenant, batch.get());
            batches.finish(tenant, batch.get());
            sealed += batch.get().decisions().size();
        }
        return sealed;
    }

    private Optional<DecisionBatch> together(TenantId tenant) {
        List<Waiting> all = batches.waiting(tenant, most);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        String version = all.getFirst().version();
        List<Waiting> waiting = all.stream()
                .filter(decision -> decision.version().equals(version))
                .toList();
        SmallTree tree = SmallTree.of(waiting.stream()
                .map(decision -> decision.document().getBytes(StandardCharsets.UTF_8))
                .toList());
        Hash root = tree.root();
        return Optional.of(new DecisionBatch(
                HexFormat.of().formatHex(root.bytes()),
                waiting.stream().map(Waiting::id).toList(),
                tree.leaves().stream().map(Hash::toString).toList(),
                root.toString(),
                version,
                clock.instant()));
    }

    private void tell(TenantId tenant, DecisionBatch batch) {
        var _ = entries.add(
                tenant,
                Entry.of(
                                entryOf(batch),
                                tenant,
                                batch.at(),
                                new Happening.DecisionsMade(batch.decisions().size(), batch.root()),
                                Actor.function("decide"))
                        .under(batch.version()));
    }

    /** The id of the entry that tells of a batch. */
    public static String entryOf(DecisionBatch batch) {
        return "decisions/" + batch.id();
    }
}
