package io.grantkeeper.cli;

import picocli.CommandLine.Command;

@Command(
        name = "incidents",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | show | close)",
        description = "Lists incidents, shows one with its timeline, and closes one with your verdict.",
        subcommands = {IncidentsListCommand.class, IncidentsShowCommand.class, IncidentsCloseCommand.class})
final class IncidentsCommand {}
