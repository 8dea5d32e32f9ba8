package io.grantkeeper.cli;

import picocli.CommandLine.Command;

@Command(
        name = "enforcement",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(plan | status | run | except | stop | resume)",
        description = "Plans, runs, stops and resumes the enforcement of policies on the inventory.",
        subcommands = {
            EnforcementPlanCommand.class,
            EnforcementStatusCommand.class,
            EnforcementRunCommand.class,
            EnforcementExceptCommand.class,
            EnforcementStopCommand.class,
            EnforcementResumeCommand.class
        })
final class EnforcementCommand {}
