package io.grantkeeper.cli;

import picocli.CommandLine.Command;

@Command(
        name = "approved",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | show | add | end | import | triage | undo)",
        description =
                "Shows and records what your company has decided about identities: who approved which access, and until when. To answer a single access request, use 'approve' or 'deny'.",
        subcommands = {
            ApprovedListCommand.class,
            ApprovedShowCommand.class,
            ApprovedAddCommand.class,
            ApprovedEndCommand.class,
            ApprovedImportCommand.class,
            ApprovedTriageCommand.class,
            ApprovedUndoCommand.class
        })
final class ApprovedCommand {}
