package io.grantkeeper.cli;

import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.store.StoredPolicy;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "demote", description = "Demotes a policy to a lower stage, immediately.")
final class PolicyDemoteCommand extends PolicyDecisionCommand {
    @Mixin
    private PolicyChangeOptions change = new PolicyChangeOptions();

    @Option(
            names = "--to",
            paramLabel = "STAGE",
            defaultValue = "training",
            description = "training or recommendation (default: ${DEFAULT-VALUE}).")
    private String stage = "";

    @Override
    String policy() {
        return change.policy();
    }

    @Override
    String decision() {
        return "demote";
    }

    @Override
    void describe(ObjectNode request) {
        request.put("to", stage).put("why", change.reason());
    }

    @Override
    List<StoredPolicy> policies(OpenLadder open) {
        return List.of(open.ladder()
                .demote(
                        open.tenant(),
                        change.policy(),
                        PolicyStage.ofCode(stage),
                        change.requester(),
                        change.reason()));
    }
}
