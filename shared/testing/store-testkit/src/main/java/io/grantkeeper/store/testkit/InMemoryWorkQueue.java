package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.work.WorkQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/**
 * A {@code WorkQueue} that stores its messages in memory. A message becomes visible when the clock shows that
 * its delay has elapsed.
 */
public final class InMemoryWorkQueue<T> implements WorkQueue<T> {
    /** The maximum delay of an SQS message. */
    public static final Duration MAX_DELAY = Duration.ofMinutes(15);

    private final Clock clock;
    private final List<Waiting<T>> waiting = new ArrayList<>();

    private record Waiting<T>(T message, Instant visibleAt) {}

    public InMemoryWorkQueue(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void send(Collection<? extends T> messages, Duration delay) {
        Duration hidden = delay.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : delay;
        Instant visibleAt = clock.instant().plus(hidden.isNegative() ? Duration.ZERO : hidden);
        messages.forEach(message -> waiting.add(new Waiting<>(message, visibleAt)));
    }

    /**
     * Removes and returns up to {@code limit} visible messages. Messages are not delivered again, so a receiver that
     * cannot process a message must send it again.
     */
    public synchronized List<T> receive(int limit) {
        Instant now = clock.instant();
        List<T> received = new ArrayList<>();
        for (Iterator<Waiting<T>> all = waiting.iterator(); all.hasNext() && received.size() < limit; ) {
            Waiting<T> next = all.next();
            if (!next.visibleAt.isAfter(now)) {
                received.add(next.message);
                all.remove();
            }
        }
        return received;
    }

    /** Returns all messages that have not been received, including those whose delay has not elapsed. */
    public synchronized List<T> pending() {
        return waiting.stream().map(Waiting::message).toList();
    }

    public synchronized int size() {
        return waiting.size();
    }
}
