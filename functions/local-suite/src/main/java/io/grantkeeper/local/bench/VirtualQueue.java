package io.grantkeeper.local.bench;

import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.identity.work.WorkQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** A queue whose messages are hidden by virtual time, at most as long as SQS hides them. */
final class VirtualQueue implements WorkQueue<SyncWork> {
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private record Message(Instant visibleAt, long number, SyncWork work) {}

    private final Clock clock;
    private final PriorityQueue<Message> messages =
            new PriorityQueue<>(Comparator.comparing(Message::visibleAt).thenComparingLong(Message::number));
    private long sent;
    private long received;
    private int inHand;

    VirtualQueue(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void send(Collection<? extends SyncWork> works, Duration delay) {
        Instant visibleAt = clock.instant().plus(delay.compareTo(LONGEST) > 0 ? LONGEST : delay);
        works.forEach(work -> messages.add(new Message(visibleAt, sent++, work)));
    }

    /** One message that is visible by now; it counts as in hand until {@link #done}. */
    synchronized Optional<SyncWork> receive() {
        Message first = messages.peek();
        if (first == null || first.visibleAt().isAfter(clock.instant())) {
            return Optional.empty();
        }
        messages.remove();
        received++;
        inHand++;
        return Optional.of(first.work());
    }

    synchronized void done() {
        inHand--;
    }

    synchronized boolean isWorkedOff() {
        return messages.isEmpty() && inHand == 0;
    }

    /** How many messages were handed out so far. */
    synchronized long received() {
        return received;
    }
}
