package io.grantkeeper.policy.intent;

import java.time.Duration;
import java.util.Locale;

/**
 * How a policy in the enforcement stage treats existing access that violates it.
 *
 * @param step how the access is removed
 * @param grace how long the owner has to react, starting when the violation is first seen
 */
public record EnforcementSettings(Step step, Duration grace) {
    /** How the access is removed. */
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
