package io.grantkeeper.cli;

import io.grantkeeper.cli.server.ConsoleApiStores;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.ladder.PolicyLadderStatus;
import io.grantkeeper.policy.store.StoredPolicy;
import io.grantkeeper.reports.PolicyReport;
import java.util.List;

/** A command that lists or changes policies in force, and prints their status. */
abstract class PolicyStatusCommand extends LadderCommand {
    /** Runs the command and returns the policies to print. */
    abstract List<StoredPolicy> policies(OpenLadder open);

    /**
     * Runs the command through the API of a server, and returns the policies to print.
     *
     * @throws IllegalArgumentException if the API has no such operation
     */
    List<StoredPolicy> policies(TenantId tenant, ConsoleApiStores server) {
        throw ConsoleApiStores.refused();
    }

    @Override
    final int runOnServer(TenantId tenant, ConsoleApiStores server) {
        return print(policies(tenant, server));
    }

    @Override
    final int run(OpenLadder open) {
        return print(policies(open));
    }

    private int print(List<StoredPolicy> policies) {
        List<PolicyLadderStatus> now =
                policies.stream().map(PolicyLadderStatus::of).toList();
        output().print(now, terminal -> PolicyReport.table(terminal, now));
        return 0;
    }
}
