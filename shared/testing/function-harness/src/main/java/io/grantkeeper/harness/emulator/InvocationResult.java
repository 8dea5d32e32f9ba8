package io.grantkeeper.harness.emulator;

import java.time.Duration;

/** The outcome of one invocation. */
public sealed interface InvocationResult {
    /** Returns the time from passing the event to the function until its response, its exit, or the time limit. */
    Duration duration();

    /** The function responded. */
    record Answered(String body, Duration duration) implements InvocationResult {}

    /**
     * The function threw an exception.
     *
     * @param type the runtime client's error type, for example {@code Runtime.UserException}
     * @param body the error as the runtime client reports it, in JSON: message, type, stack trace
     */
    record Failed(String type, String body, Duration duration) implements InvocationResult {}

    /** The process exited before it responded. */
    record Exited(int exitCode, Duration duration) implements InvocationResult {}

    /** The function did not respond within the time limit, after which Lambda would stop it. */
    record TimedOut(Duration duration) implements InvocationResult {}
}
