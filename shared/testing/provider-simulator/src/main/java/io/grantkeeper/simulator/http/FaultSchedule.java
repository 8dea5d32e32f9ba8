package io.grantkeeper.simulator.http;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The faults that a test has scheduled. The schedule counts calls, so that a test can schedule a fault for a specific
 * call.
 */
public final class FaultSchedule {

    private final List<Planned> planned = new ArrayList<>();
    private final List<Recurring> recurring = new ArrayList<>();
    private long calls;
    private long injected;

    private static final class Planned {
        private final Predicate<SimulatorRequest> matches;
        private final SimulatedFault fault;
        private final long atCall;
        private int left;

        Planned(Predicate<SimulatorRequest> matches, SimulatedFault fault, long atCall, int left) {
            this.matches = matches;
            this.fault = fault;
            this.atCall = atCall;
            this.left = left;
        }
    }

    private record Recurring(
            int every, long after, BooleanSupplier holds, Function<SimulatorRequest, SimulatedFault> fault) {}

    /** Schedules a fault for the n-th call from now, regardless of its method and path; 1 is the next call. */
    public synchronized void onCall(long n, SimulatedFault fault) {
        planned.add(new Planned(request -> true, fault, calls + n, 1));
    }

    /** Schedules a fault for the next {@code times} calls whose path contains the text. */
    public void onPath(String text, int times, SimulatedFault fault) {
        when(request -> request.path().contains(text), times, fault);
    }

    /** Schedules a fault for the next {@code times} calls that have this method and whose path contains the text. */
    public void onPath(String method, String text, int times, SimulatedFault fault) {
        when(request -> request.method().equals(method) && request.path().contains(text), times, fault);
    }

    /** Schedules a fault for the next {@code times} calls that match the predicate. */
    public synchronized void when(Predicate<SimulatorRequest> matches, int times, SimulatedFault fault) {
        planned.add(new Planned(matches, fault, 0, times));
    }

    /**
     * Schedules a fault for every n-th call from now, for as long as a condition holds.
     *
     * @param holds evaluated at each n-th call
     */
    public void onEveryCall(int n, BooleanSupplier holds, SimulatedFault fault) {
        onEveryCall(n, holds, _ -> fault);
    }

    /**
     * Schedules faults that depend on the call, such as each vendor's own refusal, for every n-th call from now, for as
     * long as a condition holds.
     *
     * @param holds evaluated at each n-th call
     */
    public synchronized void onEveryCall(
            int n, BooleanSupplier holds, Function<SimulatorRequest, SimulatedFault> fault) {
        recurring.add(new Recurring(n, calls, holds, fault));
    }

    /** Removes all scheduled faults and resets the counters. */
    public synchronized void clear() {
        planned.clear();
        recurring.clear();
        calls = 0;
        injected = 0;
    }

    /** Returns the number of calls since the start or the last {@link #clear}. */
    public synchronized long calls() {
        return calls;
    }

    /** Returns the number of faults injected since the start or the last {@link #clear}. */
    public synchronized long injected() {
        return injected;
    }

    synchronized Optional<SimulatedFault> next(SimulatorRequest request) {
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
        Optional<SimulatedFault> again = recurring.stream()
                .filter(fault -> (calls - fault.after()) % fault.every() == 0)
                .filter(fault -> fault.holds().getAsBoolean())
                .map(fault -> fault.fault().apply(request))
                .findFirst();
        injected += again.isPresent() ? 1 : 0;
        return again;
    }
}
