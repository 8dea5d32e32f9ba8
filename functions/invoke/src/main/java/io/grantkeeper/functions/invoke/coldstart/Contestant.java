package io.grantkeeper.functions.invoke.coldstart;

import io.grantkeeper.functions.emulator.LambdaFunction;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing that is started again and again.
 *
 * @param name for example {@code receive-webhook}
 * @param variant what is special about it, for example "no cache"
 * @param settings how it is started
 * @param event handed over
 * @param runs its measurements so far
 */
@SuppressWarnings("ArrayRecordComponent") // an event is handed on as it is; records of it are never compared
record Contestant(String name, String variant, LambdaFunction.Settings settings, byte[] event, List<Measured> runs) {
    static Contestant of(String name, String variant, LambdaFunction.Settings settings, byte[] event) {
        return new Contestant(name, variant, settings, event, new ArrayList<>());
    }

    /**
     * One start, in microseconds.
     *
     * @param started from starting the process to asking for an event
     * @param first to the first answer, from then on
     * @param cpu what both took of the CPU, which other work on the machine changes least
     * @param warm the median of further answers
     */
    record Measured(long started, long first, long cpu, long warm) {
        long total() {
            return started + first;
        }
    }
}
