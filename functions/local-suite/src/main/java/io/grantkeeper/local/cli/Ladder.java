package io.grantkeeper.local.cli;

import io.grantkeeper.functions.climbladder.LadderWiring;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.messaging.AlertChannels;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.local.suite.SuiteStores;
import io.grantkeeper.policy.intent.MistakenPolicyException;
import io.grantkeeper.policy.ladder.ClimbLadder;
import io.grantkeeper.policy.ladder.GovernPolicies;
import io.grantkeeper.policy.ladder.NoProposalException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;

/** What commands about policies share: the stores in the data folder, and the ladder over them. */
final class Ladder {
    @Mixin
    private Workspace workspace = new Workspace();

    @Mixin
    private Output output = new Output();

    /** The ladder, open. */
    record Open(
            TenantId tenant, ConnectionsConfig config, SuiteStores stores, ClimbLadder ladder, GovernPolicies govern) {}

    Output output() {
        return output;
    }

    Workspace workspace() {
        return workspace;
    }

    /**
     * Does something with it.
     *
     * @throws IllegalArgumentException saying what would mend it, where what is wanted of a policy is not there
     */
    int with(Function<Open, Integer> command) {
        ConnectionsConfig config = workspace.config();
        try (SuiteStores stores = workspace.stores()) {
            AlertChannels channels =
                    workspace.options(config, List.of(), Optional.empty()).alerts();
            ClimbLadder ladder = LadderWiring.ladder(
                    new LadderWiring.Stores(
                            stores.policies(),
                            stores.promotions(),
                            stores.decisions(),
                            stores.approvals(),
                            stores.questions(),
                            stores.entries(),
                            stores.salts()),
                    LadderWiring.news(stores.recordedSends(), channels, workspace.clock()),
                    workspace.clock());
            return command.apply(
                    new Open(config.tenant(), config, stores, ladder, new GovernPolicies(stores.policies(), ladder)));
        } catch (NoProposalException | MistakenPolicyException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
