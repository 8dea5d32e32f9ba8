package io.grantkeeper.policy.enforcement;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether enforcement is stopped. A stop applies to every policy of the tenant.
 *
 * @param by who changed it last; empty if nobody did
 * @param reason their reason
 */
public record EnforcementSwitch(boolean stopped, Optional<String> by, Optional<Instant> at, String reason) {
    /** The initial state. */
    public static final EnforcementSwitch UNTOUCHED =
            new EnforcementSwitch(false, Optional.empty(), Optional.empty(), "");
}
