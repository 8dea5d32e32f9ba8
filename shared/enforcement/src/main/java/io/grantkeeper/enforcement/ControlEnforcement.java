package io.grantkeeper.enforcement;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.enforcement.EnforcementLedger;
import io.grantkeeper.policy.enforcement.EnforcementSwitch;
import io.grantkeeper.policy.enforcement.PolicyViolation;
import io.grantkeeper.policy.enforcement.ViolationStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Lets people stop and resume enforcement, and make exceptions for individual violations. Records every change in the
 * ledger.
 */
public final class ControlEnforcement {
    private final ViolationStore violations;
    private final EnforcementLedger journal;
    private final Clock clock;

    public ControlEnforcement(ViolationStore violations, EnforcementLedger journal, Clock clock) {
        this.violations = violations;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Stops enforcement. No revocation starts after this method returns, but a revocation in progress can still
     * complete.
     */
    public EnforcementSwitch stop(TenantId tenant, String by, String why) {
        EnforcementSwitch position = setSwitch(true, by, why);
        violations.saveSwitch(tenant, position); // Saved first, because an unavailable ledger must not prevent a stop.
        journal.switchChanged(tenant, position);
        return position;
    }

    public EnforcementSwitch resume(TenantId tenant, String by, String why) {
        EnforcementSwitch position = setSwitch(false, by, why);
        journal.switchChanged(tenant, position);
        violations.saveSwitch(tenant, position);
        return position;
    }

    private EnforcementSwitch setSwitch(boolean stopped, String by, String why) {
        return new EnforcementSwitch(stopped, Optional.of(by), Optional.of(clock.instant()), why);
    }

    /**
     * Makes an exception for a violation. The exception applies until the given instant.
     *
     * @throws IllegalArgumentException if the violation does not exist or the instant is in the past
     */
    public PolicyViolation exempt(TenantId tenant, String id, String by, Instant until, String why) {
        PolicyViolation violation = violations
                .violation(tenant, id)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no violation with the id '%s'; list them with 'grantkeeper enforcement status'"
                                .formatted(id)));
        if (!until.isAfter(clock.instant())) {
            throw new IllegalArgumentException(
                    "an exception must end in the future; %s is in the past".formatted(until));
        }
        PolicyViolation exempt = violation.exempted(by, until, why);
        journal.exempted(tenant, exempt);
        violations.save(tenant, exempt);
        return exempt.withRevision(exempt.revision() + 1);
    }
}
