package io.grantkeeper.local.bench;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Time that passes only where somebody lets it pass, so that an hour of waiting takes no time and every run is the
 * same. Of several threads that take part one runs at a time: the one whose time it is.
 */
final class VirtualTime extends Clock {
    private record Turn(Instant at, long number) {}

    private final PriorityQueue<Turn> waiting =
            new PriorityQueue<>(Comparator.comparing(Turn::at).thenComparingLong(Turn::number));
    private Instant now;
    private long turns;
    private int running;

    VirtualTime(Instant start) {
        this.now = start;
    }

    /** Lets one more thread take part; it must {@link #leave} at its end. */
    synchronized void join() {
        running++;
    }

    synchronized void leave() {
        running--;
        notifyAll();
    }

    /** Lets time pass for the calling thread, and the others run meanwhile. */
    synchronized void pass(Duration duration) {
        Turn mine = new Turn(now.plus(duration), turns++);
        waiting.add(mine);
        running--;
        notifyAll();
        try {
            while (running > 0 || !mine.equals(waiting.peek())) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("a measurement was interrupted", e);
        }
        waiting.remove(mine);
        running++;
        now = mine.at().isAfter(now) ? mine.at() : now;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** Time is the same everywhere here; the zone is not kept. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
