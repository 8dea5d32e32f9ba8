package io.grantkeeper.cli;

import io.grantkeeper.cli.server.ConsoleApiClient;
import io.grantkeeper.cli.server.ConsoleApiStores;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalSubject;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

@Command(
        name = "undo",
        description = "Takes the decisions of a triage back, except those that someone has changed since.")
final class ApprovedUndoCommand extends ApprovedActionCommand {
    @Parameters(paramLabel = "TRIAGE", description = "The id that 'approved triage' printed.")
    private String batch = "";

    @Mixin
    private RecordedChangeOptions change = new RecordedChangeOptions();

    @Override
    boolean canUseServer() {
        return true;
    }

    @Override
    int runOnServer(ApprovalCommandContext open, ConsoleApiStores server) {
        JsonNode answer = server.client()
                .post(
                        "approvals/triage/%s/undo".formatted(ConsoleApiClient.segment(batch)),
                        JsonNodeFactory.instance.objectNode().put("why", change.reason()));
        List<ApprovalSubject> subjects = new ArrayList<>();
        answer.path("withdrawn").forEach(subject -> subjects.add(ApprovalSubject.parse(subject.asString(""))));
        return print(List.copyOf(server.approvalsOfRecord().findAll(open.tenant(), subjects)));
    }

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
        return print(undone);
    }

    private int print(List<ApprovalOfRecord> undone) {
        output().print(
                        undone,
                        terminal -> terminal.line("%d identities are under review again.".formatted(undone.size())));
        return 0;
    }
}
