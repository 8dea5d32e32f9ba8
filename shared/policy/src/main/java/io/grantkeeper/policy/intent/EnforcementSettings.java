package io.grantkeeper.policy.intent;

import java.time.Duration;
import java.util.Locale;

/**
 * How a policy in the enforcement stage treats existing access that violates it.
 *
 * @param step the way in which the access is removed
 * @param grace the grace period of the owner, which starts when the violation is first seen
 */
public record EnforcementSettings(Step step, Duration grace) {
    /** How the access is removed. */
    public enum Step {
        /** Suspends the access reversibly. A person must remove access that the provider cannot suspend. */
        SUSPEND,
        REVOKE;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
