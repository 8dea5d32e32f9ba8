package io.grantkeeper.cli;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.approval.AnswerAccessRequests;
import io.grantkeeper.policy.store.AccessApproval;
import picocli.CommandLine.Command;

@Command(name = "deny", description = "Denies an access request.")
final class DenyCommand extends AccessRequestCommand {
    @Override
    AccessApproval answer(AnswerAccessRequests requests, TenantId tenant) {
        return requests.deny(tenant, id(), by());
    }
}
