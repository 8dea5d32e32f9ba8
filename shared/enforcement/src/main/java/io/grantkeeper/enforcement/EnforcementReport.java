package io.grantkeeper.enforcement;

import io.grantkeeper.policy.enforcement.Breach;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a run found and did.
 *
 * @param looked how many identities were looked at; none where no policy in force is enforced outside of requests
 * @param goesOnWith when the look began that this run goes on with, since its time was up; empty where it began anew
 * @param breaches those that are open now, as they stand
 * @param acted those that were tried to be taken away in this run
 * @param lifted those that are no breach any more
 * @param postponed due and left for tomorrow, since the day's budget is used up
 * @param waiting due and left for the next run, since the provider's limit is used up
 * @param stopped by whom and why nothing is taken away at all
 * @param problems what could not be looked at or done, one sentence each
 * @param finished whether all was looked at that had to be; where not, the next run goes on there
 */
public record EnforcementReport(
        int looked,
        Optional<Instant> goesOnWith,
        List<Breach> breaches,
        List<Breach> acted,
        List<Breach> lifted,
        List<Breach> postponed,
        List<Breach> waiting,
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
