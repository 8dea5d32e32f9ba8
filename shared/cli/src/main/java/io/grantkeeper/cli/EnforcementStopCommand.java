package io.grantkeeper.cli;

import io.grantkeeper.policy.enforcement.EnforcementSwitch;
import picocli.CommandLine.Command;

@Command(name = "stop", description = "Stops enforcement immediately, for every policy.")
final class EnforcementStopCommand extends EnforcementSwitchCommand {
    @Override
    EnforcementSwitch change(EnforcementCommandContext open, String requester, String reason) {
        return open.control().stop(open.tenant(), requester, reason);
    }
}
