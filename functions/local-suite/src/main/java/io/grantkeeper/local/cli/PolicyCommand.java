package io.grantkeeper.local.cli;

import picocli.CommandLine.Command;

@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Intent documents and the trust ladder that they climb.",
        subcommands = {
            PolicyCheckCommand.class,
            PolicyExplainCommand.class,
            PolicyDiffCommand.class,
            PolicyTestCommand.class,
            PolicyExportCommand.class,
            PolicyApplyCommand.class,
            PolicyListCommand.class,
            PolicyProposeCommand.class,
            PolicyApproveCommand.class,
            PolicyDeclineCommand.class,
            PolicyDemoteCommand.class,
            PolicyRemoveCommand.class,
            PolicyReplayCommand.class
        })
final class PolicyCommand {}
