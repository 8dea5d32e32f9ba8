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
import io.grantkeeper.owners.revocation.CompleteListingCheck;
import io.grantkeeper.owners.revocation.RateLimitWait;
import io.grantkeeper.owners.revocation.RevokeAccess;
import io.grantkeeper.policy.enforcement.ViolationStore;
import io.grantkeeper.policy.intent.PolicyDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Policy enforcement for one tenant, with the open stores that it reads and writes. */
record EnforcementCommandContext(
        TenantId tenant, LocalSuiteStores stores, EnforcePolicies policies, ControlEnforcement control) {
    ViolationStore violations() {
        return stores.violations();
    }

    /**
     * Returns what the policies would revoke now.
     *
     * @param candidates the policies to preview
     */
    static List<EnforcePolicies.Preview> preview(
            WorkspaceOptions workspace, LadderCommand.OpenLadder open, List<PolicyDocument> candidates) {
        return over(workspace, open, enforcing -> enforcing.policies().preview(open.tenant(), candidates, () -> true));
    }

    /**
     * Runs work that uses enforcement, and returns the result. Enforcement can open sessions with providers only until
     * the work ends.
     */
    static <T> T over(
            WorkspaceOptions workspace, LadderCommand.OpenLadder open, Function<EnforcementCommandContext, T> work) {
        LocalSuiteOptions options =
                workspace.options(open.config(), open.config().connections(), Optional.empty());
        EnforcementFactory.Stores stores = new EnforcementFactory.Stores(
                open.stores().policies(),
                open.stores().access(),
                open.stores().violations(),
                open.stores().questions(),
                open.stores().recordedSends(),
                open.stores().entries(),
                open.stores().saltStore());
        try (SessionFactory sessions = new SessionFactory(
                workspace.credentials(),
                _ -> RateBudget.unlimited(),
                workspace.clock(),
                ProviderHttpOptions.standard())) {
            ConnectionLookup connections = new ConnectionLookup(
                    ConfiguredConnections.of(open.config().connections()),
                    ConnectorRegistry.standard(),
                    sessions::open);
            CompleteListingCheck listings = new SweepCompletion(open.stores().sweeps())::isCompleteSince;
            RevokerProvider revokers = (tenant, connection) -> connections
                    .connect(tenant, connection)
                    .flatMap(provider -> provider.connector()
                            .revoker()
                            .map(revoker -> new RevokeAccess(
                                    revoker,
                                    provider.session(),
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
            return work.apply(new EnforcementCommandContext(
                    open.tenant(), open.stores(), policies, EnforcementFactory.control(stores, workspace.clock())));
        }
    }
}
