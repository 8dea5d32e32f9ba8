package io.grantkeeper.policy.enforcement;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether anything is taken away at all. Whoever stops it stops it for every policy of the tenant.
 *
 * @param by who moved it last; empty where nobody ever did
 * @param reason in their words
 */
public record EnforcementSwitch(boolean stopped, Optional<String> by, Optional<Instant> at, String reason) {
    /** Where nobody has touched it. */
    public static final EnforcementSwitch UNTOUCHED =
            new EnforcementSwitch(false, Optional.empty(), Optional.empty(), "");
}
