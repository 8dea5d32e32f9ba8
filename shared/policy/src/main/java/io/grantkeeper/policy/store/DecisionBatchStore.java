package io.grantkeeper.policy.store;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.LostRaceException;
import java.util.List;
import java.util.Optional;

/**
 * Puts decisions under roots, each under exactly one: a batch is begun, told to the ledger, and finished; whoever comes
 * after a death in between finishes that batch before it begins another.
 */
public interface DecisionBatchStore {
    /**
     * Decisions that are in no finished batch, oldest first; those of a batch that is open are among them, and for a moment
     * some of one that was finished just now: {@link #begin} looks again.
     */
    List<Waiting> waiting(TenantId tenant, int most);

    /**
     * A decision without a place, with the text that is kept of it.
     *
     * @param version of the set of policies that it was made under
     */
    record Waiting(String id, String document, String version) {
        public static Waiting of(RecordedDecision decision, String document) {
            return new Waiting(
                    decision.id(), document, decision.decision().version().value());
        }
    }

    /** The batch that was begun and is not finished. */
    Optional<DecisionBatch> open(TenantId tenant);

    /**
     * Writes a batch down, so that whoever comes after a death finishes it; beginning it again changes nothing.
     *
     * @throws LostRaceException where another one is open, or one of its decisions has a place in another; nothing is begun
     */
    void begin(TenantId tenant, DecisionBatch batch);

    /** Gives its decisions their place; doing it again changes nothing. */
    void finish(TenantId tenant, DecisionBatch batch);

    /** The finished batch that a decision is in. */
    Optional<DecisionBatch> batchOf(TenantId tenant, String decision);
}
