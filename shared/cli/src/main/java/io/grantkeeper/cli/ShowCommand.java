package io.grantkeeper.cli;

import io.grantkeeper.catalog.AppCatalog;
import io.grantkeeper.detection.ApprovalStatus;
import io.grantkeeper.detection.Product;
import io.grantkeeper.detection.ProductGrouping;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.JoinedEvidence;
import io.grantkeeper.identity.store.RevocationAttempt;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.reports.IdentityJsonReport;
import io.grantkeeper.reports.IdentityReport;
import io.grantkeeper.reports.InventoryReader;
import io.grantkeeper.reports.ProductReport;
import io.grantkeeper.reports.RevocationReport;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Shows everything stored about one identity, or one product with all its identities.")
final class ShowCommand extends StoresCommand {
    @Parameters(
            paramLabel = "ID",
            description = "An identity's id, as shown by 'inventory': connection/kind/externalId, or a product's id.")
    private String id = "";

    @Override
    int run(ConnectionsConfig config, LocalSuiteStores stores) {
        InventoryReader inventory = new InventoryReader(config.tenant(), stores.access(), stores.findings());
        if (id.contains("/")) {
            identity(config, stores, inventory);
        } else {
            product(inventory);
        }
        return 0;
    }

    private void identity(ConnectionsConfig config, LocalSuiteStores stores, InventoryReader inventory) {
        IdentityId identity = IdentityId.parse(id);
        IdentityRecord found = stores.access()
                .identityRecord(config.tenant(), identity)
                .orElseThrow(() -> new IllegalArgumentException(
                        "identity '%s' not found; see 'grantkeeper inventory'".formatted(id)));
        JoinedEvidence evidence = JoinedEvidence.of(
                found,
                stores.sweeps().state(config.tenant(), identity.connection()).partitions());
        List<RevocationAttempt> revocations = stores.revocations().byIdentity(config.tenant(), identity);
        ApprovalStatus approval = new OpenApprovals(config, stores, workspace().clock()).status(found);
        output().print(IdentityJsonReport.of(evidence, revocations, approval), terminal -> {
            IdentityReport.print(terminal, evidence, approval, inventory);
            RevocationReport.history(terminal, revocations);
        });
    }

    private void product(InventoryReader inventory) {
        List<Product> agents = new ProductGrouping(AppCatalog.standard()).groupByProduct(inventory.ofProduct(id));
        if (agents.isEmpty()) {
            throw new IllegalArgumentException(
                    "no identity of product '%s' found; see 'grantkeeper inventory --by-product'".formatted(id));
        }
        output().print(agents.getFirst(), terminal -> ProductReport.print(terminal, agents.getFirst(), inventory));
    }
}
