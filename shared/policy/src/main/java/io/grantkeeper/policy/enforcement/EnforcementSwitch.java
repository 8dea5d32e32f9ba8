package io.grantkeeper.policy.enforcement;

import java.time.Instant;
import java.util.Optional;

/**
 * The state of enforcement for a tenant. While enforcement is stopped, no policy of the tenant is enforced.
 *
 * @param by who last stopped or resumed enforcement; empty if nobody did
 * @param at when enforcement was last stopped or resumed; empty if never
 * @param reason the stated reason for the last change
 */
public record EnforcementSwitch(boolean stopped, Optional<String> by, Optional<Instant> at, String reason) {
    /** The initial state, in which nobody has stopped enforcement yet. */
    public static final EnforcementSwitch UNTOUCHED =
            new EnforcementSwitch(false, Optional.empty(), Optional.empty(), "");
}
