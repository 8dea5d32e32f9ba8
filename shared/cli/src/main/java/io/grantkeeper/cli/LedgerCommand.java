package io.grantkeeper.cli;

import picocli.CommandLine.Command;

@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(verify | prove | show | export | fsck)",
        description = "The tamper-evident ledger of what happened.",
        subcommands = {
            LedgerVerifyCommand.class,
            LedgerProveCommand.class,
            LedgerShowCommand.class,
            LedgerExportCommand.class,
            LedgerFsckCommand.class
        })
final class LedgerCommand {}
