package io.grantkeeper.cli;

import picocli.CommandLine.Command;

@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Manages policy documents and promotes them on the trust ladder.",
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
