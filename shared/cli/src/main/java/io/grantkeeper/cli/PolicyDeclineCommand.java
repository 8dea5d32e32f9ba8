package io.grantkeeper.cli;

import io.grantkeeper.cli.server.ConsoleApiStores;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.store.StoredPolicy;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.JsonNodeFactory;

@Command(
        name = "decline",
        description =
                "Declines the pending proposal; the promotion is proposed again only if the evidence since then is sufficient on its own.")
final class PolicyDeclineCommand extends PolicyStatusCommand {
    @Mixin
    private PolicyChangeOptions change = new PolicyChangeOptions();

    @Override
    boolean canUseServer() {
        return true;
    }

    @Override
    List<StoredPolicy> policies(TenantId tenant, ConsoleApiStores server) {
        var _ = server.client()
                .post(
                        "policies/%s/decline".formatted(change.policy()),
                        JsonNodeFactory.instance.objectNode().put("why", change.reason()));
        return server.policies().policy(tenant, change.policy()).stream().toList();
    }

    @Override
    List<StoredPolicy> policies(OpenLadder open) {
        open.ladder().decline(open.tenant(), change.policy(), change.requester(), change.reason());
        return open.stores().policies().policy(open.tenant(), change.policy()).stream()
                .toList();
    }
}
