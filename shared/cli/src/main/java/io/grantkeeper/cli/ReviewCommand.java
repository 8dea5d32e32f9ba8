package io.grantkeeper.cli;

import picocli.CommandLine.Command;

@Command(
        name = "review",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | start | show | close)",
        description =
                "Lists, starts, shows and closes access reviews, in which owners decide which identities keep their access.",
        subcommands = {
            ReviewListCommand.class,
            ReviewStartCommand.class,
            ReviewShowCommand.class,
            ReviewCloseCommand.class
        })
final class ReviewCommand {}
