package io.grantkeeper.simulator.http;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The faults waiting to happen, and the count of calls by which they are addressed. */
public final class Faults {

    private final List<Planned> planned = new ArrayList<>();
    private long calls;
    private long injected;

    private static final class Planned {
        private final Predicate<Request> matches;
        private final Fault fault;
        private final long atCall;
        private int left;

        Planned(Predicate<Request> matches, Fault fault, long atCall, int left) {
            this.matches = matches;
            this.fault = fault;
            this.atCall = atCall;
            this.left = left;
        }
    }

    /** Breaks the n-th call from now on, counting from 1, whatever it is. */
    public synchronized void onCall(long n, Fault fault) {
        planned.add(new Planned(request -> true, fault, calls + n, 1));
    }

    /** Breaks the next {@code times} calls whose path holds the text. */
    public void onPath(String text, int times, Fault fault) {
        when(request -> request.path().contains(text), times, fault);
    }

    /** Breaks the next {@code times} calls with this method whose path holds the text. */
    public void onPath(String method, String text, int times, Fault fault) {
        when(request -> request.method().equals(method) && request.path().contains(text), times, fault);
    }

    /** Breaks the next {@code times} calls that match. */
    public synchronized void when(Predicate<Request> matches, int times, Fault fault) {
        planned.add(new Planned(matches, fault, 0, times));
    }

    /** Forgets what is planned and counts from zero again. */
    public synchronized void clear() {
        planned.clear();
        calls = 0;
        injected = 0;
    }

    /** How many calls were seen since the start or the last {@link #clear}. */
    public synchronized long calls() {
        return calls;
    }

    /** How many faults have happened since the start or the last {@link #clear}. */
    public synchronized long injected() {
        return injected;
    }

    synchronized Optional<Fault> next(Request request) {
        calls++;
        for (Iterator<Planned> each = planned.iterator(); each.hasNext(); ) {
            Planned plan = each.next();
            if ((plan.atCall == 0 || plan.atCall == calls) && plan.matches.test(request)) {
                plan.left--;
                if (plan.left <= 0) {
                    each.remove();
                }
                injected++;
                return Optional.of(plan.fault);
            }
        }
        return Optional.empty();
    }
}
