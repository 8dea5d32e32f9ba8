package io.grantkeeper.functions.decide;

import io.grantkeeper.policy.store.RecordedDecision;

/**
 * Records decisions in the background, so that callers do not wait for their decision to be stored: {@link #record}
 * neither blocks nor throws.
 */
public interface DecisionRecorder extends AutoCloseable {
    void record(RecordedDecision decision);

    /**
     * Runs follow-up work for a decision later, so that the caller that requested the decision does not wait for this
     * work.
     */
    void runLater(Runnable work);

    /** Waits until everything recorded so far is durable, or handed over to a component that makes it durable. */
    void flush();

    /** Flushes, and accepts no more decisions. */
    @Override
    void close();
}
