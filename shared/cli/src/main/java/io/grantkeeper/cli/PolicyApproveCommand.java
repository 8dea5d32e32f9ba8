package io.grantkeeper.cli;

import io.grantkeeper.cli.server.ConsoleApiStores;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.store.StoredPolicy;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

@Command(name = "approve", description = "Approves a policy's pending proposal and promotes it.")
final class PolicyApproveCommand extends PolicyStatusCommand {
    @Mixin
    private RequesterOption by = new RequesterOption();

    @Parameters(paramLabel = "NAME", description = "The policy's name.")
    private String name = "";

    @Override
    boolean canUseServer() {
        return true;
    }

    @Override
    List<StoredPolicy> policies(TenantId tenant, ConsoleApiStores server) {
        var _ = server.client()
                .post(
                        "policies/%s/approve".formatted(name),
                        JsonNodeFactory.instance.objectNode().put("why", "approved with the command line"));
        return server.policies().policy(tenant, name).stream().toList();
    }

    @Override
    List<StoredPolicy> policies(OpenLadder open) {
        return List.of(open.ladder().approve(open.tenant(), name, by.requester()));
    }
}
