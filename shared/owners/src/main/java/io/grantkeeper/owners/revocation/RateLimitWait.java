package io.grantkeeper.owners.revocation;

import java.time.Duration;

/** Decides whether a revocation waits until a provider's rate limit allows more calls. */
@FunctionalInterface
public interface RateLimitWait {
    /** Never waits. For work that is retried later anyway, after the delay that the rate limit requires. */
    RateLimitWait NONE = _ -> false;

    /**
     * Waits for the given time, or returns immediately if that time exceeds the allowed wait.
     *
     * @return whether calls are allowed now
     */
    boolean waitFor(Duration time);
}
