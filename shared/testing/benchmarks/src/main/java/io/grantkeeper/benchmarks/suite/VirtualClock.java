package io.grantkeeper.benchmarks.suite;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A clock that advances only when a thread lets time pass, so that waiting for an hour takes no real time and every run
 * is identical. At any time, only one of the participating threads runs: the one whose turn it is.
 */
final class VirtualClock implements InstantSource {
    private record Turn(Instant at, long number) {}

    private final PriorityQueue<Turn> waiting =
            new PriorityQueue<>(Comparator.comparing(Turn::at).thenComparingLong(Turn::number));
    private Instant now;
    private long turns;
    private int running;

    VirtualClock(Instant start) {
        this.now = start;
    }

    /** Adds a participating thread. The thread must call {@link #leave} when it ends. */
    synchronized void join() {
        running++;
    }

    synchronized void leave() {
        running--;
        notifyAll();
    }

    /** Blocks the calling thread until this much virtual time has passed, while the other threads run. */
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
            throw new IllegalStateException("the measurement was interrupted", e);
        }
        waiting.remove(mine);
        running++;
        now = mine.at().isAfter(now) ? mine.at() : now;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** Returns a clock that shows the virtual time. */
    Clock clock() {
        return withZone(ZoneOffset.UTC);
    }
}
