package io.grantkeeper.cli;

import io.grantkeeper.cli.server.ConsoleApiStores;
import io.grantkeeper.identity.approval.ApprovalConditions;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalSubject;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

@Command(name = "end", description = "Ends an approval. The identities are under review again; no access is revoked.")
final class ApprovedEndCommand extends ApprovedActionCommand {
    @Parameters(paramLabel = "SUBJECT", description = "The approval's subject, as shown by 'approved list'.")
    private String subject = "";

    @Mixin
    private RecordedChangeOptions change = new RecordedChangeOptions();

    @Override
    boolean canUseServer() {
        return true;
    }

    @Override
    int runOnServer(ApprovalCommandContext open, ConsoleApiStores server) {
        ApprovalSubject about = ApprovalCommandContext.subject(subject);
        var _ = server.client()
                .post(
                        "approvals/end",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("subject", about.toString())
                                .put("why", change.reason()));
        return print(open.require(about));
    }

    @Override
    int run(ApprovalCommandContext open) {
        ApprovalSubject about = ApprovalCommandContext.subject(subject);
        var _ = open.require(about);
        ApprovalOfRecord ended = open.recording()
                .decide(
                        open.tenant(),
                        about,
                        ApprovalDecision.underReview(
                                change.requester(), ApprovalDecision.Source.COMMAND_LINE, open.now(), change.reason()),
                        Optional.empty(),
                        ApprovalConditions.none());
        return print(ended);
    }

    private int print(ApprovalOfRecord ended) {
        output().print(
                        ended,
                        terminal -> terminal.line("%s: %s"
                                .formatted(
                                        ended.subject(), ended.current().state().displayName())));
        return 0;
    }
}
