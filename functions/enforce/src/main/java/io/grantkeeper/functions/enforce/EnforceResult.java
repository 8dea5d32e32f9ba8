package io.grantkeeper.functions.enforce;

import io.grantkeeper.enforcement.EnforcementReport;
import io.grantkeeper.policy.enforcement.Breach;
import io.grantkeeper.policy.enforcement.EnforcementSwitch;
import java.util.List;
import java.util.Optional;

/**
 * What came of it.
 *
 * @param enforcement whether anything is taken away at all
 * @param report of a run; empty where none was asked for
 * @param breaches those that are open, where no run was asked for
 */
public record EnforceResult(
        EnforcementSwitch enforcement, Optional<EnforcementReport> report, List<Breach> breaches) {
    public EnforceResult {
        breaches = List.copyOf(breaches);
    }
}
