package io.grantkeeper.functions.syncaccess;

import io.grantkeeper.identity.work.SyncWork;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How long work waits before it is tried again. The jitter comes from the work itself: spread over the partitions, and
 * the same each time a test runs.
 */
final class Backoff {
    /** In a row, without having read a page further. */
    static final int MAX_ATTEMPTS = 12;

    /** Also how long SQS can hide a message. */
    static final Duration LONGEST = Duration.ofMinutes(15);

    /** After so many waits for a limit they are spread no wider, and count no further. */
    static final int WIDEST_SPREAD_AT = 4;

    private static final Duration FIRST = Duration.ofSeconds(15);
    private static final Duration RACE = Duration.ofSeconds(2);

    /** Milliseconds, as the others. */
    private static final long BEGUN_SPREAD = 1_000;

    private static final long LEAST_SPREAD = 5_000;
    private static final long MOST_SPREAD = 45_000;

    private Backoff() {}

    /** Doubled with each attempt up to 15 minutes, of which a half to the whole is waited. */
    static Duration afterOutage(SyncWork work) {
        return doubled(work, work.attempt());
    }

    /** Like after an outage: longer each time than a listing is likely to take. */
    static Duration beforeRestart(SyncWork work, int restarts) {
        return doubled(work, restarts);
    }

    private static Duration doubled(SyncWork work, int times) {
        long millis = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(times, 10));
        return Duration.ofMillis((long) (millis * (0.5 + jitter(work) / 2)));
    }

    /**
     * As long as the provider or the shared budget says and some time more, so that not everyone comes back at once for
     * what is free again. A listing that has begun comes first. The others spread over a tenth of the time that the
     * sweep has taken so far, 45 s at most: many wait in a long sweep, and its last one must not wait long for nothing.
     *
     * @param sweeping how long the sweep has taken; empty outside one, where the spread doubles with each wait
     */
    static Duration afterRateLimit(SyncWork work, Duration retryAfter, Optional<Duration> sweeping) {
        long spread = Continuation.of(work).isBeginning()
                ? sweeping.map(soFar -> Math.clamp(soFar.toMillis() / 10, LEAST_SPREAD, MOST_SPREAD))
                        .orElseGet(() -> LEAST_SPREAD << Math.min(work.attempt(), WIDEST_SPREAD_AT))
                : BEGUN_SPREAD;
        return retryAfter.plusMillis((long) (spread * jitter(work)));
    }

    static Duration afterLostRace(SyncWork work) {
        return RACE.plusMillis((long) (RACE.toMillis() * (work.attempt() + 1) * jitter(work)));
    }

    private static double jitter(SyncWork work) {
        return Math.floorMod(Objects.hash(work.ref(), work.partition().segment(), work.cursor(), work.attempt()), 1_000)
                / 1_000.0;
    }
}
