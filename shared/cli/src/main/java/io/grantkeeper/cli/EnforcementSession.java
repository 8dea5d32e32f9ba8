package io.grantkeeper.cli;

import io.grantkeeper.connector.http.ProviderHttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.enforcement.ControlEnforcement;
import io.grantkeeper.enforcement.EnforcePolicies;
import io.grantkeeper.functions.connections.ConfiguredConnections;
import io.grantkeeper.functions.connections.ConnectionLookup;
import io.grantkeeper.functions.enforce.EnforcementFactory;
import io.grantkeeper.functions.work.SweepCompletion;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.local.suite.LocalSuiteOptions;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.owners.answers.RevokerProvider;
import io.grantkeeper.owners.revocation.FullListingSince;
import io.grantkeeper.owners.revocation.RateLimitWait;
import io.grantkeeper.owners.revocation.RevokeAccess;
import io.grantkeeper.policy.enforcement.ViolationStore;
import io.grantkeeper.policy.intent.PolicyDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;

/** The options and setup that the enforcement commands share. */
final class EnforcementSession {
    @Mixin
    private LadderSession ladder = new LadderSession();

    /** The open stores, and the enforcement use cases that work on them. */
    record OpenEnforcement(
            TenantId tenant, LocalSuiteStores stores, EnforcePolicies policies, ControlEnforcement tend) {
        ViolationStore breaches() {
            return stores.breaches();
        }
    }

    OutputOption output() {
        return ladder.output();
    }

    WorkspaceOptions workspace() {
        return ladder.workspace();
    }

    int run(Function<OpenEnforcement, Integer> command) {
        return ladder.run(open -> over(ladder.workspace(), open, command));
    }

    /**
     * Returns what the policies would revoke now.
     *
     * @param candidates the policies to preview
     */
    static List<EnforcePolicies.Preview> preview(
            WorkspaceOptions workspace, LadderSession.OpenLadder open, List<PolicyDocument> candidates) {
        return over(workspace, open, enforcing -> enforcing.policies().preview(open.tenant(), candidates, () -> true));
    }

    private static <T> T over(
            WorkspaceOptions workspace, LadderSession.OpenLadder open, Function<OpenEnforcement, T> work) {
        LocalSuiteOptions options =
                workspace.options(open.config(), open.config().connections(), Optional.empty());
        EnforcementFactory.Stores stores = new EnforcementFactory.Stores(
                open.stores().policies(),
                open.stores().access(),
                open.stores().breaches(),
                open.stores().questions(),
                open.stores().recordedSends(),
                open.stores().entries(),
                open.stores().salts());
        try (SessionFactory sessions = new SessionFactory(
                workspace.credentials(),
                _ -> RateBudget.unlimited(),
                workspace.clock(),
                ProviderHttpOptions.standard())) {
            ConnectionLookup switchboard = new ConnectionLookup(
                    ConfiguredConnections.of(open.config().connections()),
                    ConnectorRegistry.standard(),
                    sessions::open);
            FullListingSince listings = new SweepCompletion(open.stores().sweeps())::isCompleteSince;
            RevokerProvider revokers = (tenant, connection) -> switchboard
                    .connect(tenant, connection)
                    .flatMap(wired -> wired.connector()
                            .revoker()
                            .map(revoker -> new RevokeAccess(
                                    revoker,
                                    wired.session(),
                                    open.stores().revocations(),
                                    listings,
                                    workspace.clock(),
                                    RateLimitWait.NONE)));
            EnforcePolicies policies = EnforcementFactory.enforcement(
                    stores,
                    revokers,
                    listings,
                    options.alerts(),
                    EnforcementFactory.company(
                            options.decisions().approved(),
                            options.decisions().config().tags().orElse(Map.of())),
                    workspace.clock());
            return work.apply(new OpenEnforcement(
                    open.tenant(), open.stores(), policies, EnforcementFactory.tend(stores, workspace.clock())));
        }
    }
}
