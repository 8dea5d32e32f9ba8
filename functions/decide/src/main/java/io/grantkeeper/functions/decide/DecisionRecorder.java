package io.grantkeeper.functions.decide;

import io.grantkeeper.policy.store.RecordedDecision;

/**
 * Records decisions in the background, so that callers do not wait for their decision to be stored: {@link #record}
 * neither blocks nor throws.
 */
public interface DecisionRecorder extends AutoCloseable {
    void record(RecordedDecision decision);

    /** The kinds of follow-up work. Each kind has its own queue, so that none delays another. */
    enum FollowUp {
        /** Recording a denial in the ledger. */
        LEDGER,
        /** Registering agents that are not in the inventory. */
        INVENTORY
    }

    /**
     * Runs follow-up work for a decision later; the caller of the decision does not wait for this work, and it never
     * delays a decision's record.
     *
     * @return false if too much work is waiting, in which case this work is not done
     */
    boolean runLater(FollowUp kind, Runnable work);

    /** Waits until everything recorded so far is durable, or handed over to a component that makes it durable. */
    void flush();

    /** Flushes the recorded decisions. No more decisions can be recorded afterward. */
    @Override
    void close();
}
