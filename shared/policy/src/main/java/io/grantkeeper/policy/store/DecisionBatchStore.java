package io.grantkeeper.policy.store;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import java.util.List;
import java.util.Optional;

/**
 * Stores batches of decisions, so that each decision is covered by exactly one Merkle root in the ledger. A batch is
 * begun, recorded in the ledger, and finished; after an interruption, the next run finishes that batch before it begins
 * another.
 */
public interface DecisionBatchStore {
    /**
     * Returns decisions that are not in a finished batch, oldest first. The result includes the decisions of an open
     * batch. For a short time, it may also include decisions of a batch that was just finished, so {@link #begin}
     * checks each decision again.
     */
    List<PendingDecision> pending(TenantId tenant, int most);

    /**
     * A decision that is not in a finished batch, with its stored text.
     *
     * @param version the version of the policy set that made the decision
     */
    record PendingDecision(String id, String document, String version) {
        public static PendingDecision of(RecordedDecision decision, String document) {
            return new PendingDecision(
                    decision.id(), document, decision.decision().version().value());
        }
    }

    /** Returns the batch that was begun but not finished; empty if there is none. */
    Optional<DecisionBatch> open(TenantId tenant);

    /**
     * Stores a batch, so that the next run can finish it after an interruption. Repeating the call has no effect.
     *
     * @throws ConcurrentWriteException if another batch is open, or one of the decisions is in another batch; the batch
     *     is then not stored
     */
    void begin(TenantId tenant, DecisionBatch batch);

    /**
     * Records for each decision in a batch that the batch contains it, and closes the batch. Repeating the call has no
     * effect.
     */
    void finish(TenantId tenant, DecisionBatch batch);

    /** Returns the finished batch that contains a decision; empty if there is none yet. */
    Optional<DecisionBatch> batchOf(TenantId tenant, String decision);
}
