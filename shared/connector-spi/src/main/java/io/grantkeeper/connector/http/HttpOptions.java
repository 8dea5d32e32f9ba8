package io.grantkeeper.connector.http;

import java.time.Duration;

/**
 * Bounds of every call to a provider.
 *
 * @param connectWithin until the connection stands
 * @param answerWithin until the whole answer is read, the connection included
 * @param maxBodyBytes the largest answer that is read
 * @param attempts how often a call that may be repeated is made in all
 * @param firstPause before the second attempt, doubled for each further one, with jitter
 * @param cacheBytes how much is kept for conditional requests, in all
 * @param callsPerLease the most calls that are leased from the shared budget at once
 */
public record HttpOptions(
        Duration connectWithin,
        Duration answerWithin,
        int maxBodyBytes,
        int attempts,
        Duration firstPause,
        long cacheBytes,
        int callsPerLease) {
    public HttpOptions {
        if (attempts < 1 || callsPerLease < 1 || maxBodyBytes < 1 || firstPause.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "attempts, callsPerLease, maxBodyBytes and firstPause (in ms) must be at least 1");
        }
    }

    public static HttpOptions standard() {
        return new HttpOptions(
                Duration.ofSeconds(5),
                Duration.ofSeconds(25),
                20 * 1024 * 1024,
                3,
                Duration.ofMillis(200),
                16L * 1024 * 1024,
                25);
    }

    /** Impatient: for tests against a double on the same machine. */
    public static HttpOptions impatient(Duration answerWithin) {
        return new HttpOptions(
                answerWithin, answerWithin, 20 * 1024 * 1024, 2, Duration.ofMillis(1), 16L * 1024 * 1024, 25);
    }
}
