package io.grantkeeper.cli;

import io.grantkeeper.cli.server.ConsoleApiStores;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.store.StoredPolicy;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.JsonNodeFactory;

@Command(name = "demote", description = "Demotes a policy to a lower stage, immediately.")
final class PolicyDemoteCommand extends PolicyStatusCommand {
    @Mixin
    private PolicyChangeOptions change = new PolicyChangeOptions();

    @Option(
            names = "--to",
            paramLabel = "STAGE",
            defaultValue = "training",
            description = "training or recommendation (default: ${DEFAULT-VALUE}).")
    private String stage = "";

    @Override
    boolean canUseServer() {
        return true;
    }

    @Override
    List<StoredPolicy> policies(TenantId tenant, ConsoleApiStores server) {
        var _ = server.client()
                .post(
                        "policies/%s/demote".formatted(change.policy()),
                        JsonNodeFactory.instance.objectNode().put("to", stage).put("why", change.reason()));
        return server.policies().policy(tenant, change.policy()).stream().toList();
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
