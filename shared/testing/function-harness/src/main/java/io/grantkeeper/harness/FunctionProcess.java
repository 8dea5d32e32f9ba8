package io.grantkeeper.harness;

import io.grantkeeper.harness.emulator.EmulatedFunction;
import io.grantkeeper.harness.emulator.InvocationResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * One process of a function, from start to exit.
 *
 * @param started the time from starting the JVM to the first request for an event
 * @param outcomes the outcome of each event, in order
 * @param log the function's output
 */
public record FunctionProcess(Duration started, List<InvocationResult> outcomes, String log) {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Runs a process that handles the same event several times. */
    public static FunctionProcess of(EmulatedFunction.Settings settings, byte[] event, int times)
            throws IOException, InterruptedException {
        return of(settings, _ -> event, times);
    }

    /**
     * Runs a process that handles several events.
     *
     * @param events generates each event from the number of events before it; the durations do not include the time
     *     that this takes
     * @param times the number of events
     */
    public static FunctionProcess of(EmulatedFunction.Settings settings, IntFunction<byte[]> events, int times)
            throws IOException, InterruptedException {
        try (EmulatedFunction function = EmulatedFunction.start(settings)) {
            List<InvocationResult> outcomes = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                outcomes.add(function.invoke(events.apply(i), LIMIT));
            }
            return new FunctionProcess(function.coldStart(), List.copyOf(outcomes), function.log());
        }
    }

    public Duration first() {
        return outcomes.getFirst().duration();
    }

    /**
     * Returns how long the caller that causes a cold start waits for the response, not counting the download of the
     * function's code.
     */
    public Duration coldStart() {
        return started.plus(first());
    }

    public List<Duration> warm() {
        return outcomes.stream().skip(1).map(InvocationResult::duration).toList();
    }

    public boolean isAnswered() {
        return outcomes.stream().allMatch(outcome -> outcome instanceof InvocationResult.Answered);
    }
}
