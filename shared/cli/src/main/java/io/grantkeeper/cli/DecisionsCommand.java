package io.grantkeeper.cli;

import picocli.CommandLine.Command;

@Command(
        name = "decisions",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | show | prove | verify)",
        description = "Shows what agents asked to do and how Grantkeeper decided, and proves each decision.",
        subcommands = {
            DecisionsListCommand.class,
            DecisionsShowCommand.class,
            DecisionsProveCommand.class,
            DecisionsVerifyCommand.class
        })
final class DecisionsCommand {}
