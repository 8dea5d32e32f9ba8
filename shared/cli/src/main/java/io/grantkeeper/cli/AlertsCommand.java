package io.grantkeeper.cli;

import picocli.CommandLine.Command;

/** {@code grantkeeper alerts}: shows which alerts are withheld, and records decisions about them. */
@Command(
        name = "alerts",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | preview | release | snooze | mute | unmute | digest)",
        description = "Shows withheld alerts with the reasons, and releases, mutes or snoozes alerts.",
        subcommands = {
            AlertsListCommand.class,
            AlertsPreviewCommand.class,
            AlertsReleaseCommand.class,
            AlertsSnoozeCommand.class,
            AlertsMuteCommand.class,
            AlertsUnmuteCommand.class,
            AlertsDigestCommand.class
        })
final class AlertsCommand {}
