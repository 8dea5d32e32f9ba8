package io.grantkeeper.local.cli;

import picocli.CommandLine.Command;

@Command(
        name = "review",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | start | show | close)",
        description = "Access reviews: each owner says what may keep its access.",
        subcommands = {
            ReviewListCommand.class,
            ReviewStartCommand.class,
            ReviewShowCommand.class,
            ReviewCloseCommand.class
        })
final class ReviewCommand {}
