package io.grantkeeper.cli;

import io.grantkeeper.functions.climbladder.ClimbLadderFactory;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.messaging.AlertChannelFactory;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.policy.ladder.ApplyPolicies;
import io.grantkeeper.policy.ladder.PolicyLadderStatus;
import io.grantkeeper.policy.ladder.PromotePolicies;
import io.grantkeeper.reports.PolicyReport;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;

/** The setup that the policy commands share: the stores in the data folder, and the trust ladder that uses them. */
final class LadderSession {
    @Mixin
    private WorkspaceOptions workspace = new WorkspaceOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    /** The open stores, and the trust ladder that works on them. */
    record OpenLadder(
            TenantId tenant,
            ConnectionsConfig config,
            LocalSuiteStores stores,
            PromotePolicies ladder,
            ApplyPolicies govern) {}

    OutputOption output() {
        return output;
    }

    WorkspaceOptions workspace() {
        return workspace;
    }

    /** Runs a command with the stores open, and returns its exit code. */
    int run(Function<OpenLadder, Integer> command) {
        ConnectionsConfig config = workspace.config();
        try (LocalSuiteStores stores = workspace.stores()) {
            AlertChannelFactory channels =
                    workspace.options(config, List.of(), Optional.empty()).alerts();
            PromotePolicies ladder = ClimbLadderFactory.ladder(
                    new ClimbLadderFactory.Stores(
                            stores.policies(),
                            stores.promotions(),
                            stores.decisions(),
                            stores.approvals(),
                            stores.questions(),
                            stores.entries(),
                            stores.salts()),
                    ClimbLadderFactory.news(stores.recordedSends(), channels, workspace.clock()),
                    workspace.clock());
            return command.apply(new OpenLadder(
                    config.tenant(), config, stores, ladder, new ApplyPolicies(stores.policies(), ladder)));
        }
    }

    /**
     * Runs a command with the stores open, prints the status of the policies that it returns, and returns the exit
     * code.
     */
    int report(Function<OpenLadder, List<PolicyLadderStatus>> command) {
        return run(open -> {
            List<PolicyLadderStatus> now = command.apply(open);
            if (output.isJson()) {
                output.json(now);
            } else {
                PolicyReport.table(output.terminal(), now);
            }
            return 0;
        });
    }
}
