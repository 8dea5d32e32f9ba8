package io.grantkeeper.cli;

import io.grantkeeper.cli.server.ConsoleApiStores;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.messaging.AlertChannelFactory;
import io.grantkeeper.functions.promotepolicies.PromotePoliciesFactory;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.policy.ladder.ApplyPolicies;
import io.grantkeeper.policy.ladder.PromotePolicies;
import java.util.List;
import java.util.Optional;

/** A command that works on the policies in force through the trust ladder. */
abstract class LadderCommand extends StoresCommand {
    /** The trust ladder with the open stores that it reads and writes. */
    record OpenLadder(
            TenantId tenant,
            ConnectionsConfig config,
            LocalSuiteStores stores,
            PromotePolicies ladder,
            ApplyPolicies govern) {}

    /** Runs the command and returns the exit code. */
    abstract int run(OpenLadder open);

    /**
     * Runs the command through the API of a server, and returns the exit code.
     *
     * @throws IllegalArgumentException if the API has no such operation
     */
    int runOnServer(TenantId tenant, ConsoleApiStores server) {
        throw ConsoleApiStores.refused();
    }

    @Override
    final int run(ConnectionsConfig config, LocalSuiteStores stores) {
        if (stores instanceof ConsoleApiStores server) {
            return runOnServer(config.tenant(), server);
        }
        AlertChannelFactory channels =
                workspace().options(config, List.of(), Optional.empty()).alerts();
        PromotePolicies ladder = PromotePoliciesFactory.ladder(
                new PromotePoliciesFactory.Stores(
                        stores.policies(),
                        stores.promotions(),
                        stores.decisions(),
                        stores.approvals(),
                        stores.questions(),
                        stores.entries(),
                        stores.saltStore()),
                PromotePoliciesFactory.notifier(
                        stores.recordedSends(), channels, workspace().clock()),
                workspace().clock());
        return run(
                new OpenLadder(config.tenant(), config, stores, ladder, new ApplyPolicies(stores.policies(), ladder)));
    }
}
