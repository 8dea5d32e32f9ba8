package io.grantkeeper.policy.intent;

import java.time.Duration;
import java.util.Locale;

/**
 * How a policy in the enforcement stage treats existing access that violates it.
 *
 * @param grace the owner's grace period after the violation was first seen
 */
public record EnforcementSettings(Step step, Duration grace) {
    /** How the access is removed. */
    public enum Step {
        /** Suspends the access reversibly. A person must handle what the provider cannot suspend. */
        SUSPEND,
        REVOKE;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
