package io.grantkeeper.cli;

import picocli.CommandLine.Command;

@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Policy documents, and the trust ladder on which they are promoted.",
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
