package io.grantkeeper.cli;

import picocli.CommandLine.Command;

@Command(
        name = "signals",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | dead-letters | redrive | status)",
        description = "Manages signals to other systems, including signals that could not be delivered.",
        subcommands = {
            SignalsListCommand.class,
            SignalsDeadLettersCommand.class,
            SignalsRedriveCommand.class,
            SignalsStatusCommand.class
        })
final class SignalsCommand {}
