package io.grantkeeper.identity.work;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** A queue of one type of message, with at-least-once, unordered delivery. */
public interface WorkQueue<T> {
    /**
     * Sends messages to the queue. All messages are durable when this method returns.
     *
     * @param delay how long the messages stay hidden. A longer delay than the queue supports is shortened, and {@code
     *         notBefore} in the message covers the rest
     */
    void send(Collection<? extends T> messages, Duration delay);

    default void send(T message, Duration delay) {
        send(List.of(message), delay);
    }

    /** A send operation in progress. */
    @FunctionalInterface
    interface PendingSend {
        /** Waits until all messages are durable. Throws the same exceptions as {@link #send}. */
        void await();
    }

    /**
     * Starts sending messages, so that the caller can do other work in the meantime. An implementation may send all
     * messages immediately.
     */
    default PendingSend startSending(Collection<? extends T> messages) {
        send(messages, Duration.ZERO);
        return () -> {};
    }
}
