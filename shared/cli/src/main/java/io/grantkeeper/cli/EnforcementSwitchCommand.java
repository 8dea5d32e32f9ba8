package io.grantkeeper.cli;

import io.grantkeeper.policy.enforcement.EnforcementSwitch;
import io.grantkeeper.reports.EnforcementStatusReport;
import picocli.CommandLine.Mixin;

/** A command that stops or resumes enforcement, and prints whether enforcement is running. */
abstract class EnforcementSwitchCommand extends EnforcementActionCommand {
    @Mixin
    private RecordedChangeOptions change = new RecordedChangeOptions();

    abstract EnforcementSwitch change(EnforcementCommandContext open, String requester, String reason);

    @Override
    final int run(EnforcementCommandContext open) {
        EnforcementSwitch now = change(open, change.requester(), change.reason());
        output().print(now, terminal -> EnforcementStatusReport.printSwitch(terminal, now));
        return 0;
    }
}
