package io.grantkeeper.owners.revocation;

import java.time.Duration;

/** Decides whether a revocation waits until a provider's rate limit allows more calls. */
@FunctionalInterface
public interface RateLimitWait {
    /** Never waits: for work that is retried later, with the delay that the rate limit requires. */
    RateLimitWait NONE = _ -> false;

    /**
     * Waits for a time, or returns immediately if it is not allowed to wait that long.
     *
     * @return whether calls are allowed now
     */
    boolean waitFor(Duration time);
}
