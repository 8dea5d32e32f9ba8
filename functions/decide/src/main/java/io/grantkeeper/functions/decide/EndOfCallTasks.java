package io.grantkeeper.functions.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Defers work to the end of the call that is being processed, when everything about the call is known. */
final class EndOfCallTasks {
    private static final ScopedValue<EndOfCallTasks> RUNNING = ScopedValue.newInstance();

    private final List<Runnable> works = new ArrayList<>();

    private EndOfCallTasks() {}

    /** Processes a call, and then runs the work that was deferred to its end. */
    static <T> T process(Supplier<T> call) {
        EndOfCallTasks end = new EndOfCallTasks();
        try {
            return ScopedValue.where(RUNNING, end).call(call::get);
        } finally {
            end.works.forEach(Runnable::run);
        }
    }

    /** Runs work at the end of the current call, or immediately if no call is being processed. */
    static void run(Runnable work) {
        if (RUNNING.isBound()) {
            RUNNING.get().works.add(work);
        } else {
            work.run();
        }
    }
}
