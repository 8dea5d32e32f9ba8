package io.grantkeeper.cli;

import io.grantkeeper.policy.enforcement.EnforcementSwitch;
import io.grantkeeper.reports.EnforcementStatusReport;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that stops or resumes enforcement, and prints whether enforcement is running. */
abstract class EnforcementSwitchCommand extends EnforcementActionCommand {
    @Mixin
    private RequesterOption by = new RequesterOption();

    @Option(names = "--because", required = true, paramLabel = "REASON", description = "The reason, for the record.")
    private String reason = "";

    abstract EnforcementSwitch change(OpenEnforcement open, String requester, String reason);

    @Override
    final int run(OpenEnforcement open) {
        EnforcementSwitch now = change(open, by.requester(), reason);
        output().print(now, terminal -> EnforcementStatusReport.printSwitch(terminal, now));
        return 0;
    }
}
