package io.grantkeeper.cli;

import picocli.CommandLine.Command;

@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(verify | prove | show | export | fsck)",
        description = "Verifies, proves, shows and exports the tamper-evident ledger.",
        subcommands = {
            LedgerVerifyCommand.class,
            LedgerProveCommand.class,
            LedgerShowCommand.class,
            LedgerExportCommand.class,
            LedgerFsckCommand.class
        })
final class LedgerCommand {}
