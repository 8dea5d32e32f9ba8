package io.grantkeeper.functions.invoke;

import io.grantkeeper.functions.emulator.LambdaFunction;
import io.grantkeeper.functions.emulator.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * One process of a function, from its start to its end.
 *
 * @param started from starting the JVM to the first request for an event
 * @param outcomes of each event, in order
 * @param log what the function printed
 */
public record Run(Duration started, List<Outcome> outcomes, String log) {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** The same event, time after time. */
    public static Run of(LambdaFunction.Settings settings, byte[] event, int times)
            throws IOException, InterruptedException {
        return of(settings, _ -> event, times);
    }

    /** @param events by how many there were before; what it does to make one is not in the durations */
    public static Run of(LambdaFunction.Settings settings, IntFunction<byte[]> events, int times)
            throws IOException, InterruptedException {
        try (LambdaFunction function = LambdaFunction.start(settings)) {
            List<Outcome> outcomes = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                outcomes.add(function.invoke(events.apply(i), LIMIT));
            }
            return new Run(function.coldStart(), List.copyOf(outcomes), function.log());
        }
    }

    public Duration first() {
        return outcomes.getFirst().duration();
    }

    /** What a first caller waits, apart from the download. */
    public Duration coldStart() {
        return started.plus(first());
    }

    public List<Duration> warm() {
        return outcomes.stream().skip(1).map(Outcome::duration).toList();
    }

    public boolean isAnswered() {
        return outcomes.stream().allMatch(outcome -> outcome instanceof Outcome.Answered);
    }
}
