package io.grantkeeper.cli;

import picocli.CommandLine.Command;

@Command(
        name = "enforcement",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(plan | status | run | except | stop | resume)",
        description = "What enforced policies revoke in the inventory, and the switch that stops enforcement.",
        subcommands = {
            EnforcementPlanCommand.class,
            EnforcementStatusCommand.class,
            EnforcementRunCommand.class,
            EnforcementExceptCommand.class,
            EnforcementStopCommand.class,
            EnforcementResumeCommand.class
        })
final class EnforcementCommand {}
