package io.grantkeeper.local.cli;

import picocli.CommandLine.Command;

@Command(
        name = "signals",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | dead-letters | redrive | status)",
        description = "What other systems are told, and what could not be told.",
        subcommands = {
            SignalsListCommand.class,
            SignalsDeadLettersCommand.class,
            SignalsRedriveCommand.class,
            SignalsStatusCommand.class
        })
final class SignalsCommand {}
