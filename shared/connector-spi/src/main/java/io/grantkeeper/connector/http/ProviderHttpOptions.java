package io.grantkeeper.connector.http;

import java.time.Duration;

/**
 * The limits that apply to every call to a provider.
 *
 * @param connectWithin the time within which the connection must be established
 * @param answerWithin the time within which the whole response must be read, including the time to connect
 * @param maxBodyBytes the largest response body that is accepted
 * @param attempts the total number of attempts for a call that may be retried
 * @param firstPause the backoff before the second attempt, doubled for each further one, with jitter
 * @param cacheBytes the total size of the cache for conditional requests
 * @param callsPerLease the maximum number of calls leased from the shared budget at once
 */
public record ProviderHttpOptions(
        Duration connectWithin,
        Duration answerWithin,
        int maxBodyBytes,
        int attempts,
        Duration firstPause,
        long cacheBytes,
        int callsPerLease) {
    public ProviderHttpOptions {
        if (attempts < 1 || callsPerLease < 1 || maxBodyBytes < 1 || firstPause.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "'attempts', 'callsPerLease', 'maxBodyBytes' and 'firstPause' (in ms) must be at least 1");
        }
    }

    public static ProviderHttpOptions standard() {
        return new ProviderHttpOptions(
                Duration.ofSeconds(5),
                Duration.ofSeconds(25),
                20 * 1024 * 1024,
                3,
                Duration.ofSeconds(1),
                16L * 1024 * 1024,
                25);
    }

    /** Returns options with short timeouts, for tests that call a test double on the same machine. */
    public static ProviderHttpOptions shortTimeouts(Duration answerWithin) {
        return new ProviderHttpOptions(
                answerWithin, answerWithin, 20 * 1024 * 1024, 2, Duration.ofMillis(1), 16L * 1024 * 1024, 25);
    }
}
