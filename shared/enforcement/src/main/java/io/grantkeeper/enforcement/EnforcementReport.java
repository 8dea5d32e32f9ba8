package io.grantkeeper.enforcement;

import io.grantkeeper.policy.enforcement.PolicyViolation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The report of an enforcement run.
 *
 * @param looked the number of scanned identities; zero if no policy in force is enforced on the inventory
 * @param goesOnWith the start time of the scan that this run continues; empty if it started a new scan
 * @param breaches the open violations after the run
 * @param acted the violations that this run tried to end
 * @param lifted the violations that no longer exist
 * @param postponed the due violations left for tomorrow, because the daily budget is used up
 * @param waiting the due violations left for the next run, because the provider's rate limit is used up
 * @param stopped who stopped enforcement and why; empty if it is not stopped
 * @param problems the checks and actions that failed, one sentence each
 * @param finished whether the scan is complete; if not, the next run continues it
 */
public record EnforcementReport(
        int looked,
        Optional<Instant> goesOnWith,
        List<PolicyViolation> breaches,
        List<PolicyViolation> acted,
        List<PolicyViolation> lifted,
        List<PolicyViolation> postponed,
        List<PolicyViolation> waiting,
        Optional<String> stopped,
        List<String> problems,
        boolean finished) {
    public EnforcementReport {
        breaches = List.copyOf(breaches);
        acted = List.copyOf(acted);
        lifted = List.copyOf(lifted);
        postponed = List.copyOf(postponed);
        waiting = List.copyOf(waiting);
        problems = List.copyOf(problems);
    }
}
