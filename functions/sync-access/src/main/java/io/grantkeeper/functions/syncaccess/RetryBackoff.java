package io.grantkeeper.functions.syncaccess;

import io.grantkeeper.identity.work.SyncWork;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Calculates how long work waits before it is retried. The jitter is derived from the work itself, so it differs
 * between partitions but is the same in every test run.
 */
final class RetryBackoff {
    /** The maximum number of consecutive attempts that read no new page. */
    static final int MAX_ATTEMPTS = 12;

    /** The longest delay, which is also the maximum delay of an SQS message. */
    static final Duration LONGEST = Duration.ofMinutes(15);

    /**
     * The number of waits for a rate limit after which the maximum jitter no longer grows and waits are no longer
     * counted.
     */
    static final int WIDEST_SPREAD_AT = 4;

    private static final Duration FIRST = Duration.ofSeconds(15);
    private static final Duration RACE = Duration.ofSeconds(2);

    /** The maximum jitter, in milliseconds, for a listing that has already begun. */
    private static final long BEGUN_SPREAD = 1_000;

    private static final long MIN_SPREAD = 5_000;
    private static final long MAX_SPREAD = 45_000;

    private RetryBackoff() {}

    /** Returns a delay that doubles with each attempt, up to 15 minutes. The jitter reduces it by up to half. */
    static Duration afterOutage(SyncWork work) {
        return exponentialDelay(work, work.attempt());
    }

    /**
     * Returns a delay that doubles with each restart, up to 15 minutes, so that it soon exceeds the time that a listing
     * takes. The jitter reduces it by up to half.
     */
    static Duration beforeRestart(SyncWork work, int restarts) {
        return exponentialDelay(work, restarts);
    }

    private static Duration exponentialDelay(SyncWork work, int times) {
        long millis = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(times, 10));
        return Duration.ofMillis((long) (millis * (0.5 + jitter(work) / 2)));
    }

    /**
     * Returns the delay that the provider or the shared rate budget requires, plus jitter, so that the workers do not
     * all retry at the same moment. A listing that has already begun gets at most 1 s of jitter, so that it continues
     * first. For other listings, the jitter is at most a tenth of the time that the sweep has taken so far, because
     * more workers wait in a long sweep. This maximum is at least 5 s, and never more than 45 s, so that the last
     * worker is not idle for long.
     *
     * @param sweeping how long the sweep has taken; empty outside a sweep, where the maximum jitter doubles with each
     *     wait
     */
    static Duration afterRateLimit(SyncWork work, Duration retryAfter, Optional<Duration> sweeping) {
        long spread = ResumableListing.of(work).isBeginning()
                ? sweeping.map(soFar -> Math.clamp(soFar.toMillis() / 10, MIN_SPREAD, MAX_SPREAD))
                        .orElseGet(() -> MIN_SPREAD << Math.min(work.attempt(), WIDEST_SPREAD_AT))
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
