package io.grantkeeper.cli;

import io.grantkeeper.policy.store.StoredPolicy;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "decline",
        description =
                "Declines the pending proposal; the promotion is proposed again only if the evidence since then is sufficient on its own.")
final class PolicyDeclineCommand extends PolicyDecisionCommand {
    @Mixin
    private PolicyChangeOptions change = new PolicyChangeOptions();

    @Override
    String policy() {
        return change.policy();
    }

    @Override
    String decision() {
        return "decline";
    }

    @Override
    void describe(ObjectNode request) {
        request.put("why", change.reason());
    }

    @Override
    List<StoredPolicy> policies(OpenLadder open) {
        open.ladder().decline(open.tenant(), change.policy(), change.requester(), change.reason());
        return open.stores().policies().policy(open.tenant(), change.policy()).stream()
                .toList();
    }
}
