package io.grantkeeper.policy.intent;

import java.time.Duration;
import java.util.Locale;

/**
 * What a policy in enforcement does to access that the inventory shows, outside the path of a request.
 *
 * @param grace how long the owner has, from when the breach was seen
 */
public record Enforcement(Step step, Duration grace) {
    /** How access is taken away. */
    public enum Step {
        /** Reversibly, where the provider can; what cannot be suspended is left for a person. */
        SUSPEND,
        REVOKE;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
