package io.grantkeeper.aws.dynamodb;

import java.util.concurrent.ThreadLocalRandom;

/** Short, growing, random delays between attempts. */
final class JitteredBackoff {
    private static final long FIRST_MILLIS = 5;
    private static final long MAX_MILLIS = 1_000;

    private JitteredBackoff() {}

    /**
     * Waits before the next attempt.
     *
     * @param attempt the number of the failed attempt, starting at 1
     * @param tries the maximum number of attempts
     * @param what the cause of the failure, for the exception's message
     * @throws IllegalStateException if the maximum number of attempts was already made, or if the thread is interrupted
     */
    static void pause(int attempt, int tries, String what) {
        if (attempt >= tries) {
            throw new IllegalStateException("%s, %d times in a row".formatted(what, attempt));
        }
        long most = Math.min(MAX_MILLIS, FIRST_MILLIS << Math.min(attempt, 16));
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, most + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting to retry", e);
        }
    }
}
