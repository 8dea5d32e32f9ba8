package io.grantkeeper.cli;

import io.grantkeeper.identity.approval.ApprovalConditions;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalSubject;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "end", description = "Ends an approval. The identities are under review again; no access is revoked.")
final class ApprovedEndCommand extends ApprovedActionCommand {
    @Parameters(paramLabel = "SUBJECT", description = "The approval's subject, as shown by 'approved list'.")
    private String subject = "";

    @Mixin
    private RecordedChangeOptions change = new RecordedChangeOptions();

    @Override
    int run(ApprovalWorkspace open) {
        ApprovalSubject about = ApprovalWorkspace.subject(subject);
        var _ = open.require(about);
        ApprovalOfRecord ended = open.recording()
                .decide(
                        open.tenant(),
                        about,
                        ApprovalDecision.underReview(
                                change.requester(), ApprovalDecision.Source.COMMAND_LINE, open.now(), change.reason()),
                        Optional.empty(),
                        ApprovalConditions.none());
        output().print(
                        ended,
                        terminal -> terminal.line("%s: %s"
                                .formatted(
                                        ended.subject(), ended.current().state().displayName())));
        return 0;
    }
}
