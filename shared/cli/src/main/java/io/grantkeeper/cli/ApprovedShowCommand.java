package io.grantkeeper.cli;

import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.reports.ApprovalReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Shows one approval: what it covers, its conditions and its history.")
final class ApprovedShowCommand extends ApprovedActionCommand {
    @Parameters(paramLabel = "SUBJECT", description = "An identity's id, a product's id or a client id.")
    private String subject = "";

    @Override
    boolean canUseServer() {
        return true;
    }

    @Override
    int run(ApprovalCommandContext open) {
        ApprovalOfRecord approval = open.require(ApprovalCommandContext.subject(subject));
        output().print(approval, terminal -> ApprovalReport.print(terminal, approval, open.inventory(), open.now()));
        return 0;
    }
}
