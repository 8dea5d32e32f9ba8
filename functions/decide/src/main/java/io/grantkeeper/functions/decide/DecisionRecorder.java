package io.grantkeeper.functions.decide;

import io.grantkeeper.policy.store.RecordedDecision;

/** Keeps decisions beside the way they are made: {@link #keep} neither waits nor fails. */
public interface DecisionRecorder extends AutoCloseable {
    void keep(RecordedDecision decision);

    /** Something else that a decision calls for, and that its caller does not wait for. */
    void later(Runnable work);

    /** Waits until what was kept so far is durable, or handed to whoever makes it so. */
    void settle();

    /** Settles, and takes no more. */
    @Override
    void close();
}
