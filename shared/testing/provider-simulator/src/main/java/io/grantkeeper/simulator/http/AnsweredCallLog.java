package io.grantkeeper.simulator.http;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Predicate;

/** A log of the most recent calls, oldest first. */
public final class AnsweredCallLog {

    /**
     * The maximum number of calls in the log, large enough for one sweep of the largest simulated tenant. When the log
     * is full, the oldest calls are dropped, but they still count toward the total.
     */
    private static final int CAPACITY = 200_000;

    private final ArrayDeque<AnsweredCall> calls = new ArrayDeque<>();
    private long total;

    public synchronized List<AnsweredCall> all() {
        return List.copyOf(calls);
    }

    public List<AnsweredCall> matching(Predicate<AnsweredCall> wanted) {
        return all().stream().filter(wanted).toList();
    }

    /** Returns the number of all calls, including those dropped from the log. */
    public synchronized long total() {
        return total;
    }

    public synchronized void clear() {
        calls.clear();
        total = 0;
    }

    synchronized void add(AnsweredCall call) {
        if (calls.size() == CAPACITY) {
            calls.removeFirst();
        }
        calls.addLast(call);
        total++;
    }
}
