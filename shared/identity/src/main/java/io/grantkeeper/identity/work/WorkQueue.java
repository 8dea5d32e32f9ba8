package io.grantkeeper.identity.work;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** A queue of one kind of message. Delivery is at least once, in no order. */
public interface WorkQueue<T> {
    /**
     * Puts messages on the queue; all are durable when it returns.
     *
     * @param delay how long they stay hidden; longer than the queue can hide them is cut, and {@code notBefore} in the
     *     message does the rest
     */
    void send(Collection<? extends T> messages, Duration delay);

    default void send(T message, Duration delay) {
        send(List.of(message), delay);
    }

    /** Messages that are on their way. */
    @FunctionalInterface
    interface Sending {
        /** Returns when all are durable; throws what {@link #send} would have. */
        void await();
    }

    /** Begins to put messages on the queue, so that something else can be done meanwhile. A queue may do all of it at once. */
    default Sending begin(Collection<? extends T> messages) {
        send(messages, Duration.ZERO);
        return () -> {};
    }
}
