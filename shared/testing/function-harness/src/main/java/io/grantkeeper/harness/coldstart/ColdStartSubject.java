package io.grantkeeper.harness.coldstart;

import io.grantkeeper.harness.emulator.EmulatedFunction;
import java.util.ArrayList;
import java.util.List;

/**
 * A candidate that the benchmark starts repeatedly.
 *
 * @param name the candidate's name, for example {@code receive-webhook}
 * @param variant how the candidate differs from the others with the same name, for example "no cache"
 * @param settings how the candidate is started
 * @param event the event that the candidate handles
 * @param runs the measurements so far
 */
@SuppressWarnings("ArrayRecordComponent") // the event is passed on unchanged; these records are never compared
record ColdStartSubject(
        String name, String variant, EmulatedFunction.Settings settings, byte[] event, List<Measured> runs) {
    static ColdStartSubject of(String name, String variant, EmulatedFunction.Settings settings, byte[] event) {
        return new ColdStartSubject(name, variant, settings, event, new ArrayList<>());
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
