package io.grantkeeper.cli;

import picocli.CommandLine.Command;

@Command(
        name = "behavior",
        aliases = "behaviour",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(budget | backfill)",
        description = "Shows what the alert budget was spent on, and fills profiles from a provider's history.",
        subcommands = {BehaviorBudgetCommand.class, BehaviorBackfillCommand.class})
final class BehaviorCommand {}
