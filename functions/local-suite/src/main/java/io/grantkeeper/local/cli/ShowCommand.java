package io.grantkeeper.local.cli;

import io.grantkeeper.catalogue.AppCatalogue;
import io.grantkeeper.detection.Agent;
import io.grantkeeper.detection.Agents;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.JoinedEvidence;
import io.grantkeeper.identity.store.Revocation;
import io.grantkeeper.local.report.AgentReport;
import io.grantkeeper.local.report.Dossiers;
import io.grantkeeper.local.report.Inventory;
import io.grantkeeper.local.report.Revocations;
import io.grantkeeper.local.report.ShownIdentity;
import io.grantkeeper.local.suite.SuiteStores;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows one identity with all that is known of it, or one product with all its identities.")
final class ShowCommand implements Callable<Integer> {
    @Mixin
    private Workspace workspace = new Workspace();

    @Mixin
    private Output output = new Output();

    @Parameters(
            paramLabel = "ID",
            description = "As the inventory shows it: connection/kind/externalId, or a product's id.")
    private String id = "";

    @Override
    public Integer call() {
        ConnectionsConfig config = workspace.config();
        try (SuiteStores stores = workspace.stores()) {
            Inventory inventory = new Inventory(config.tenant(), stores.access(), stores.findings());
            if (id.contains("/")) {
                identity(config, stores, inventory);
            } else {
                product(inventory);
            }
            return 0;
        }
    }

    private void identity(ConnectionsConfig config, SuiteStores stores, Inventory inventory) {
        IdentityId identity = IdentityId.parse(id);
        IdentityDossier found = stores.access()
                .dossier(config.tenant(), identity)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no identity is called '%s'; see 'grantkeeper inventory'".formatted(id)));
        JoinedEvidence evidence = JoinedEvidence.of(
                found,
                stores.sweeps().state(config.tenant(), identity.connection()).partitions());
        List<Revocation> revocations = stores.revocations().of(config.tenant(), identity);
        if (output.isJson()) {
            output.json(ShownIdentity.of(evidence, revocations));
        } else {
            Dossiers.print(output.terminal(), evidence, inventory);
            Revocations.history(output.terminal(), revocations);
        }
    }

    private void product(Inventory inventory) {
        List<Agent> agents = new Agents(AppCatalogue.standard()).of(inventory.ofProduct(id));
        if (agents.isEmpty()) {
            throw new IllegalArgumentException(
                    "no identity is known as the product '%s'; see 'grantkeeper inventory --by-product'".formatted(id));
        }
        if (output.isJson()) {
            output.json(agents.getFirst());
        } else {
            AgentReport.print(output.terminal(), agents.getFirst(), inventory);
        }
    }
}
