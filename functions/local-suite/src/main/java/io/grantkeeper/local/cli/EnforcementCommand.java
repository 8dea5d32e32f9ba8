package io.grantkeeper.local.cli;

import picocli.CommandLine.Command;

@Command(
        name = "enforcement",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(plan | status | run | except | stop | resume)",
        description = "What policies in enforcement take away from the inventory, and the switch that stops all of it.",
        subcommands = {
            EnforcementPlanCommand.class,
            EnforcementStatusCommand.class,
            EnforcementRunCommand.class,
            EnforcementExceptCommand.class,
            EnforcementStopCommand.class,
            EnforcementResumeCommand.class
        })
final class EnforcementCommand {}
