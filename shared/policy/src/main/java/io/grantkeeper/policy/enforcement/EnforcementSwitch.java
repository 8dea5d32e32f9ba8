package io.grantkeeper.policy.enforcement;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether enforcement is stopped. A stop applies to every policy of the tenant.
 *
 * @param by who last stopped or resumed enforcement; empty if nobody did
 * @param at when enforcement was last stopped or resumed; empty if never
 * @param reason the stated reason for the last change
 */
public record EnforcementSwitch(boolean stopped, Optional<String> by, Optional<Instant> at, String reason) {
    /** The state before anyone has stopped enforcement. */
    public static final EnforcementSwitch UNTOUCHED =
            new EnforcementSwitch(false, Optional.empty(), Optional.empty(), "");
}
