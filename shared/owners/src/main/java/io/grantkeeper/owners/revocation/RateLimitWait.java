package io.grantkeeper.owners.revocation;

import java.time.Duration;

/** Decides whether a revocation waits until the provider's rate limit allows more calls and, if so, waits. */
@FunctionalInterface
public interface RateLimitWait {
    /** An instance that never waits, for revocations that are retried later, once the rate limit allows more calls. */
    RateLimitWait NONE = _ -> false;

    /**
     * Waits for the given time, or returns immediately if that time exceeds the allowed wait.
     *
     * @return whether calls are allowed now
     */
    boolean waitFor(Duration time);
}
