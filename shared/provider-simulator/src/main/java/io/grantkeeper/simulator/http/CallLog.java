package io.grantkeeper.simulator.http;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Predicate;

/** The last calls answered, oldest first. */
public final class CallLog {

    /** Enough for one sweep of the largest simulated tenant; older calls fall out, their number is kept. */
    private static final int CAPACITY = 200_000;

    private final ArrayDeque<Call> calls = new ArrayDeque<>();
    private long total;

    public synchronized List<Call> all() {
        return List.copyOf(calls);
    }

    public List<Call> matching(Predicate<Call> wanted) {
        return all().stream().filter(wanted).toList();
    }

    /** Every call ever answered, those that fell out of the log included. */
    public synchronized long total() {
        return total;
    }

    public synchronized void clear() {
        calls.clear();
        total = 0;
    }

    synchronized void add(Call call) {
        if (calls.size() == CAPACITY) {
            calls.removeFirst();
        }
        calls.addLast(call);
        total++;
    }
}
