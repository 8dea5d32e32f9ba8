package io.grantkeeper.cli;

import io.grantkeeper.enforcement.EnforcePolicies;
import io.grantkeeper.enforcement.EnforcementReport;
import io.grantkeeper.policy.enforcement.PolicyViolation.State;
import io.grantkeeper.reports.EnforcementStatusReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "run",
        description = {
            "Runs enforcement now, as the schedule does: finds violations, warns owners, and revokes what is due.",
            "Exit code 1 if anything that was due was not revoked."
        })
final class EnforcementRunCommand extends EnforcementActionCommand {
    @Option(
            names = "--acts-a-day",
            paramLabel = "N",
            description = "Maximum number of revocations per day (default: ${DEFAULT-VALUE}).")
    private int acts = EnforcePolicies.ACTIONS_PER_DAY;

    @Override
    void checkOptions() {
        if (acts < 0) {
            throw new IllegalArgumentException("--acts-a-day must be 0 or more; 0 revokes nothing");
        }
    }

    @Override
    int run(EnforcementCommandContext open) {
        EnforcementReport report = open.policies().run(open.tenant(), acts, () -> true);
        output().print(report, terminal -> EnforcementStatusReport.report(terminal, report));
        boolean allDone = report.acted().stream().allMatch(violation -> violation.state() == State.DONE);
        boolean nothingWaits = report.postponed().isEmpty() && report.waiting().isEmpty();
        return allDone && nothingWaits && report.problems().isEmpty() ? 0 : 1;
    }
}
