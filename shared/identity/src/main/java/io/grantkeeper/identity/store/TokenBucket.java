package io.grantkeeper.identity.store;

import java.time.Duration;
import java.time.Instant;

/**
 * A rate budget as it stands: what {@link RateBudgetStore} keeps, and how it changes. Pure, so that every store counts
 * alike.
 *
 * @param available calls that may still be made, with fractions
 * @param at when that was so
 * @param blockedUntil nobody gets a call before
 */
public record TokenBucket(double available, Instant at, Instant blockedUntil) {
    /** A bucket after a lease, and the lease. */
    public record Leased(TokenBucket bucket, RateBudgetStore.Lease lease) {}

    public static TokenBucket full(int capacity, Instant now) {
        return new TokenBucket(capacity, now, Instant.EPOCH);
    }

    /**
     * Takes calls, at least as many as come free in a second, or all that are wanted. When many wait for a busy limit,
     * each would else get the call or two that have just come free, too few to read a page with, and lose them.
     */
    public Leased lease(int capacity, Duration per, int wanted, Instant now) {
        if (now.isBefore(blockedUntil)) {
            return new Leased(this, new RateBudgetStore.Lease(0, Duration.between(now, blockedUntil)));
        }
        TokenBucket refilled = refilled(capacity, per, now);
        int granted = (int) Math.min(wanted, Math.floor(refilled.available));
        double secondsPerCall = seconds(per) / capacity;
        int least = Math.min(wanted, Math.max(1, (int) Math.min(capacity, 1 / secondsPerCall)));
        if (granted >= least || wanted <= 0) {
            TokenBucket left = new TokenBucket(refilled.available - granted, refilled.at, blockedUntil);
            return new Leased(left, new RateBudgetStore.Lease(Math.max(granted, 0), Duration.ZERO));
        }
        long nanos = (long) Math.ceil((least - refilled.available) * secondsPerCall * 1e9);
        return new Leased(refilled, new RateBudgetStore.Lease(0, Duration.ofNanos(Math.max(nanos, 1_000_000))));
    }

    /** After the provider itself said to stop; an earlier stop is not shortened. */
    public TokenBucket blocked(Instant until) {
        return until.isAfter(blockedUntil) ? new TokenBucket(available, at, until) : this;
    }

    /** A clock that lags behind adds nothing and takes nothing. */
    private TokenBucket refilled(int capacity, Duration per, Instant now) {
        if (!now.isAfter(at)) {
            return new TokenBucket(Math.min(available, capacity), at, blockedUntil);
        }
        double gained = seconds(Duration.between(at, now)) / seconds(per) * capacity;
        return new TokenBucket(Math.min(capacity, available + gained), now, blockedUntil);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
