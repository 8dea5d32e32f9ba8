package io.grantkeeper.benchmarks.suite;

import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.identity.work.WorkQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** A queue that delays messages in virtual time. As in SQS, the delay has a maximum. */
final class VirtualQueue implements WorkQueue<SyncWork> {
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private record Message(Instant visibleAt, long number, SyncWork work) {}

    private final Clock clock;
    private final PriorityQueue<Message> messages =
            new PriorityQueue<>(Comparator.comparing(Message::visibleAt).thenComparingLong(Message::number));
    private long sent;
    private long receivedCount;
    private int inHand;

    VirtualQueue(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void send(Collection<? extends SyncWork> works, Duration delay) {
        Instant visibleAt = clock.instant().plus(delay.compareTo(LONGEST) > 0 ? LONGEST : delay);
        works.forEach(work -> messages.add(new Message(visibleAt, sent++, work)));
    }

    /**
     * Takes the next visible message, or returns empty if no message is visible. The message counts as in flight until
     * {@link #done} is called.
     */
    synchronized Optional<SyncWork> receive() {
        Message first = messages.peek();
        if (first == null || first.visibleAt().isAfter(clock.instant())) {
            return Optional.empty();
        }
        messages.remove();
        receivedCount++;
        inHand++;
        return Optional.of(first.work());
    }

    synchronized void done() {
        inHand--;
    }

    synchronized boolean isWorkedOff() {
        return messages.isEmpty() && inHand == 0;
    }

    /** Returns the number of messages that have been delivered so far. */
    synchronized long receivedCount() {
        return receivedCount;
    }
}
