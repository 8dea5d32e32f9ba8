package io.grantkeeper.cli;

import io.grantkeeper.policy.enforcement.EnforcementSwitch;
import picocli.CommandLine.Command;

@Command(
        name = "resume",
        description = "Resumes enforcement; the next run revokes what has become due in the meantime.")
final class EnforcementResumeCommand extends EnforcementSwitchCommand {
    @Override
    EnforcementSwitch change(EnforcementCommandContext open, String requester, String reason) {
        return open.control().resume(open.tenant(), requester, reason);
    }
}
