package io.grantkeeper.cli;

import io.grantkeeper.cli.server.ConsoleApiStores;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.store.StoredPolicy;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "list", description = "Lists the policies in force and their stages.")
final class PolicyListCommand extends PolicyStatusCommand {
    @Override
    boolean canUseServer() {
        return true;
    }

    @Override
    List<StoredPolicy> policies(TenantId tenant, ConsoleApiStores server) {
        return server.policies().all(tenant);
    }

    @Override
    List<StoredPolicy> policies(OpenLadder open) {
        return open.stores().policies().all(open.tenant());
    }
}
