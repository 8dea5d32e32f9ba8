package io.grantkeeper.functions.enforce;

import io.grantkeeper.enforcement.EnforcementReport;
import io.grantkeeper.policy.enforcement.EnforcementSwitch;
import io.grantkeeper.policy.enforcement.PolicyViolation;
import java.util.List;
import java.util.Optional;

/**
 * The result of a request to {@code enforce}.
 *
 * @param enforcement whether enforcement is stopped; if so, nothing is revoked
 * @param report the report of a run; empty for other actions
 * @param breaches the open violations; an empty list for a run
 */
public record EnforceResult(
        EnforcementSwitch enforcement, Optional<EnforcementReport> report, List<PolicyViolation> breaches) {
    public EnforceResult {
        breaches = List.copyOf(breaches);
    }
}
