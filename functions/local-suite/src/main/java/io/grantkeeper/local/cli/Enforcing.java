package io.grantkeeper.local.cli;

import io.grantkeeper.answers.Revokers;
import io.grantkeeper.connector.http.HttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.enforcement.EnforcePolicies;
import io.grantkeeper.enforcement.TendEnforcement;
import io.grantkeeper.functions.connections.Connections;
import io.grantkeeper.functions.connections.Switchboard;
import io.grantkeeper.functions.enforce.EnforceWiring;
import io.grantkeeper.functions.work.CompleteSweeps;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.local.suite.SuiteOptions;
import io.grantkeeper.local.suite.SuiteStores;
import io.grantkeeper.policy.enforcement.BreachStore;
import io.grantkeeper.policy.intent.Policy;
import io.grantkeeper.revocation.LaterListing;
import io.grantkeeper.revocation.Patience;
import io.grantkeeper.revocation.RevokeAccess;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;

/** What commands about enforcement share. */
final class Enforcing {
    @Mixin
    private Ladder ladder = new Ladder();

    /** Enforcement, open. */
    record Open(TenantId tenant, SuiteStores stores, EnforcePolicies policies, TendEnforcement tend) {
        BreachStore breaches() {
            return stores.breaches();
        }
    }

    Output output() {
        return ladder.output();
    }

    Workspace workspace() {
        return ladder.workspace();
    }

    int with(Function<Open, Integer> command) {
        return ladder.with(open -> over(ladder.workspace(), open, command));
    }

    /** What policies would take away now. */
    static List<EnforcePolicies.Preview> preview(Workspace workspace, Ladder.Open open, List<Policy> candidates) {
        return over(workspace, open, enforcing -> enforcing.policies().preview(open.tenant(), candidates, () -> true));
    }

    private static <T> T over(Workspace workspace, Ladder.Open open, Function<Open, T> work) {
        SuiteOptions options = workspace.options(open.config(), open.config().connections(), Optional.empty());
        EnforceWiring.Stores stores = new EnforceWiring.Stores(
                open.stores().policies(),
                open.stores().access(),
                open.stores().breaches(),
                open.stores().questions(),
                open.stores().recordedSends(),
                open.stores().entries(),
                open.stores().salts());
        try (SessionFactory sessions = new SessionFactory(
                workspace.credentials(), _ -> RateBudget.unlimited(), workspace.clock(), HttpOptions.standard())) {
            Switchboard switchboard = new Switchboard(
                    Connections.of(open.config().connections()), ConnectorRegistry.standard(), sessions::open);
            LaterListing listings = new CompleteSweeps(open.stores().sweeps())::isCompleteSince;
            Revokers revokers = (tenant, connection) -> switchboard
                    .connect(tenant, connection)
                    .flatMap(wired -> wired.connector()
                            .revoker()
                            .map(revoker -> new RevokeAccess(
                                    revoker,
                                    wired.session(),
                                    open.stores().revocations(),
                                    listings,
                                    workspace.clock(),
                                    Patience.NONE)));
            EnforcePolicies policies = EnforceWiring.enforcement(
                    stores,
                    revokers,
                    listings,
                    options.alerts(),
                    EnforceWiring.company(
                            options.decisions().approved(),
                            options.decisions().config().tags().orElse(Map.of())),
                    workspace.clock());
            return work.apply(
                    new Open(open.tenant(), open.stores(), policies, EnforceWiring.tend(stores, workspace.clock())));
        }
    }
}
