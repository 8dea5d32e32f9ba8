package io.grantkeeper.cli;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.approval.AnswerAccessRequests;
import io.grantkeeper.policy.store.AccessApproval;
import picocli.CommandLine.Command;

@Command(name = "expire", description = "Ends an approval early, or closes an unanswered request.")
final class ExpireCommand extends AccessRequestCommand {
    @Override
    AccessApproval answer(AnswerAccessRequests requests, TenantId tenant) {
        return requests.withdraw(tenant, id(), by());
    }
}
