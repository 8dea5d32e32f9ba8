package io.grantkeeper.functions.emulator;

import java.time.Duration;

/** What became of one invocation. */
public sealed interface Outcome {
    /** From handing out the event to the answer. */
    Duration duration();

    /** The function answered. */
    record Answered(String body, Duration duration) implements Outcome {}

    /**
     * The function threw.
     *
     * @param type the runtime client's class of error, for example {@code Runtime.UserException}
     * @param body the runtime client's JSON: message, type, stack trace
     */
    record Failed(String type, String body, Duration duration) implements Outcome {}

    /** The process ended before it answered. */
    record Died(int exitCode, Duration duration) implements Outcome {}

    /** No answer within the time limit; Lambda would kill it now. */
    record TimedOut(Duration duration) implements Outcome {}
}
