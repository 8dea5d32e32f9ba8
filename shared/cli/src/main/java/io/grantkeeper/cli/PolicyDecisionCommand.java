package io.grantkeeper.cli;

import io.grantkeeper.cli.server.ConsoleApiStores;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.store.StoredPolicy;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A command that records a person's decision about one policy, in the local store or through the API of a server. */
abstract class PolicyDecisionCommand extends PolicyStatusCommand {
    /** Returns the policy's name. */
    abstract String policy();

    /** Returns the decision as it appears in the API's path, for example {@code approve}. */
    abstract String decision();

    /** Adds the members that the API requires for this decision. */
    abstract void describe(ObjectNode request);

    @Override
    final boolean canUseServer() {
        return true;
    }

    @Override
    final List<StoredPolicy> policies(TenantId tenant, ConsoleApiStores server) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        describe(request);
        var _ = server.client().post("policies/%s/%s".formatted(policy(), decision()), request);
        return server.policies().policy(tenant, policy()).stream().toList();
    }
}
