package io.grantkeeper.cli;

import picocli.CommandLine.Command;

@Command(
        name = "review",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | start | show | close)",
        description = "Access reviews: each owner decides which identities may keep their access.",
        subcommands = {
            ReviewListCommand.class,
            ReviewStartCommand.class,
            ReviewShowCommand.class,
            ReviewCloseCommand.class
        })
final class ReviewCommand {}
