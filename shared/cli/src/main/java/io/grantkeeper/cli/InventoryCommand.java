package io.grantkeeper.cli;

import io.grantkeeper.catalog.AppCatalog;
import io.grantkeeper.detection.Product;
import io.grantkeeper.detection.ProductGrouping;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.reports.InventoryReader;
import io.grantkeeper.reports.ProductReport;
import io.grantkeeper.reports.ReportTables;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "inventory",
        mixinStandardHelpOptions = true,
        description = "Lists non-human identities, highest risk first.")
final class InventoryCommand implements Callable<Integer> {
    @Mixin
    private WorkspaceOptions workspace = new WorkspaceOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ConnectionSelection chosen = new ConnectionSelection();

    @Option(names = "--ai", description = "Only AI agents and AI apps.")
    private boolean ai;

    @Option(names = "--by-product", description = "Group identities by product, across providers and ids.")
    private boolean byProduct;

    @Override
    public Integer call() {
        ConnectionsConfig config = workspace.config();
        try (LocalSuiteStores stores = workspace.stores()) {
            InventoryReader inventory = new InventoryReader(config.tenant(), stores.access(), stores.findings());
            List<IdentitySummary> identities =
                    inventory
                            .identities(chosen.of(config).stream()
                                    .map(Connection::id)
                                    .toList())
                            .stream()
                            .filter(identity -> !ai || identity.ai() == AiVerdict.YES)
                            .toList();
            if (byProduct) {
                List<Product> agents = new ProductGrouping(AppCatalog.standard()).groupByProduct(identities);
                if (output.isJson()) {
                    output.json(agents);
                } else {
                    ProductReport.table(output.terminal(), agents);
                }
            } else if (output.isJson()) {
                output.json(identities);
            } else {
                ReportTables.printCounts(output.terminal(), identities);
                output.terminal().line("");
                ReportTables.identities(output.terminal(), identities, inventory::owner);
            }
            return 0;
        }
    }
}
