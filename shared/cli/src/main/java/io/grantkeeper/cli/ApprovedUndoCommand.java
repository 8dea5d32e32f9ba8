package io.grantkeeper.cli;

import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "undo",
        description = "Takes the decisions of a triage back, except those that someone has changed since.")
final class ApprovedUndoCommand extends ApprovedActionCommand {
    @Parameters(paramLabel = "TRIAGE", description = "The id that 'approved triage' printed.")
    private String batch = "";

    @Mixin
    private RecordedChangeOptions change = new RecordedChangeOptions();

    @Override
    int run(ApprovalCommandContext open) {
        List<ApprovalOfRecord> undone = open.triage()
                .undo(
                        open.tenant(),
                        batch,
                        ApprovalDecision.underReview(
                                change.requester(), ApprovalDecision.Source.COMMAND_LINE, open.now(), change.reason()));
        if (undone.isEmpty()) {
            throw new IllegalArgumentException(
                    "no decision of triage '%s' is in effect; see 'grantkeeper approved list'".formatted(batch));
        }
        output().print(
                        undone,
                        terminal -> terminal.line("%d identities are under review again.".formatted(undone.size())));
        return 0;
    }
}
