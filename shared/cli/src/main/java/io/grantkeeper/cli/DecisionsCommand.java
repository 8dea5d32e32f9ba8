package io.grantkeeper.cli;

import picocli.CommandLine.Command;

@Command(
        name = "decisions",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | show | prove | verify)",
        description = "What agents asked to do, how Grantkeeper decided, and proof of it.",
        subcommands = {
            DecisionsListCommand.class,
            DecisionsShowCommand.class,
            DecisionsProveCommand.class,
            DecisionsVerifyCommand.class
        })
final class DecisionsCommand {}
