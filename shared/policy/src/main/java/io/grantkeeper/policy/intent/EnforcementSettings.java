package io.grantkeeper.policy.intent;

import java.time.Duration;
import java.util.Locale;

/**
 * Determines how a policy in the enforcement stage removes existing access that violates it.
 *
 * @param step how the access is removed
 * @param grace how long the owner has to react, starting when the violation is first seen
 */
public record EnforcementSettings(Step step, Duration grace) {
    /** The way in which the access is removed. */
    public enum Step {
        /**
         * Suspends the access in a way that can be undone. If the provider cannot suspend it, a person must remove it.
         */
        SUSPEND,
        REVOKE;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
