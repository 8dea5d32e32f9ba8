package io.grantkeeper.harness.coldstart;

import io.grantkeeper.harness.emulator.EmulatedFunction;
import java.util.ArrayList;
import java.util.List;

/**
 * A candidate that the benchmark starts repeatedly.
 *
 * @param name for example {@code receive-webhook}
 * @param invocation how the function is invoked: {@code catalog} or {@code direct}; empty for a baseline
 * @param packaging how it is packaged
 * @param settings how it is started
 * @param events the events that the candidate handles in each start
 * @param runs the measurements so far
 */
record ColdStartSubject(
        String name,
        String invocation,
        ColdStartPackaging packaging,
        EmulatedFunction.Settings settings,
        StartEvents events,
        List<Measured> runs) {
    static ColdStartSubject of(
            String name,
            String invocation,
            ColdStartPackaging packaging,
            EmulatedFunction.Settings settings,
            StartEvents events) {
        return new ColdStartSubject(name, invocation, packaging, settings, events, new ArrayList<>());
    }

    /** The events that a candidate handles. */
    @FunctionalInterface
    interface StartEvents {
        /**
         * Returns an event.
         *
         * @param start the number of earlier starts
         * @param number the number of events that this start has already handled
         */
        byte[] event(int start, int number);
    }

    /**
     * The measurements of one start, in microseconds.
     *
     * @param started the time from starting the process to the first request for an event
     * @param first the time from that request to the first response
     * @param cpu the CPU time of the process during {@code started} and {@code first}; other load on the machine
     *     affects it least
     * @param warm the median time of further responses
     */
    record Measured(long started, long first, long cpu, long warm) {
        long total() {
            return started + first;
        }
    }
}
