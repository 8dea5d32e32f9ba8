package io.grantkeeper.cli;

import io.grantkeeper.catalog.AppCatalog;
import io.grantkeeper.detection.InventoryProduct;
import io.grantkeeper.detection.ProductGrouping;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.reports.InventoryReader;
import io.grantkeeper.reports.ProductReport;
import io.grantkeeper.reports.ReportTables;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "inventory", description = "Lists non-human identities, highest risk first.")
final class InventoryCommand extends ServerCapableCommand {
    @Mixin
    private ConnectionSelection chosen = new ConnectionSelection();

    @Option(names = "--ai", description = "Only AI agents and AI apps.")
    private boolean ai;

    @Option(names = "--by-product", description = "Group identities by product, across providers and ids.")
    private boolean byProduct;

    @Override
    int run(ConnectionsConfig config, LocalSuiteStores stores) {
        InventoryReader inventory = new InventoryReader(config.tenant(), stores.access(), stores.findings());
        List<IdentitySummary> identities = inventory.identities(chosen.withUnknownAgents(config)).stream()
                .filter(identity -> !ai || identity.ai() == AiVerdict.YES)
                .toList();
        if (byProduct) {
            List<InventoryProduct> agents = new ProductGrouping(AppCatalog.standard()).groupByProduct(identities);
            output().print(agents, terminal -> ProductReport.table(terminal, agents));
        } else
            output().print(identities, terminal -> {
                ReportTables.printCounts(terminal, identities);
                terminal.line("");
                ReportTables.identities(terminal, identities, inventory::owner);
            });
        return 0;
    }
}
