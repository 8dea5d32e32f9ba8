package io.grantkeeper.cli;

import io.grantkeeper.policy.store.StoredPolicy;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "approve", description = "Approves a policy's pending proposal and promotes it.")
final class PolicyApproveCommand extends PolicyDecisionCommand {
    @Mixin
    private RequesterOption by = new RequesterOption();

    @Parameters(paramLabel = "NAME", description = "The policy's name.")
    private String name = "";

    @Override
    String policy() {
        return name;
    }

    @Override
    String decision() {
        return "approve";
    }

    @Override
    void describe(ObjectNode request) {
        request.put("why", "approved with the command line");
    }

    @Override
    List<StoredPolicy> policies(OpenLadder open) {
        return List.of(open.ladder().approve(open.tenant(), name, by.requester()));
    }
}
