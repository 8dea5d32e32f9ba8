package io.grantkeeper.local.cli;

import io.grantkeeper.catalogue.AppCatalogue;
import io.grantkeeper.detection.Agent;
import io.grantkeeper.detection.Agents;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.local.report.AgentReport;
import io.grantkeeper.local.report.Inventory;
import io.grantkeeper.local.report.Tables;
import io.grantkeeper.local.suite.SuiteStores;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "inventory",
        mixinStandardHelpOptions = true,
        description = "Lists non-human identities, gravest first.")
final class InventoryCommand implements Callable<Integer> {
    @Mixin
    private Workspace workspace = new Workspace();

    @Mixin
    private Output output = new Output();

    @Mixin
    private Chosen chosen = new Chosen();

    @Option(names = "--ai", description = "Only AI agents and AI apps.")
    private boolean ai;

    @Option(names = "--by-product", description = "One line a product, wherever and under whatever ids it is seen.")
    private boolean byProduct;

    @Override
    public Integer call() {
        ConnectionsConfig config = workspace.config();
        try (SuiteStores stores = workspace.stores()) {
            Inventory inventory = new Inventory(config.tenant(), stores.access(), stores.findings());
            List<IdentitySummary> identities =
                    inventory
                            .identities(chosen.of(config).stream()
                                    .map(Connection::id)
                                    .toList())
                            .stream()
                            .filter(identity -> !ai || identity.ai() == AiVerdict.YES)
                            .toList();
            if (byProduct) {
                List<Agent> agents = new Agents(AppCatalogue.standard()).of(identities);
                if (output.isJson()) {
                    output.json(agents);
                } else {
                    AgentReport.table(output.terminal(), agents);
                }
            } else if (output.isJson()) {
                output.json(identities);
            } else {
                Tables.counts(output.terminal(), identities);
                output.terminal().line("");
                Tables.identities(output.terminal(), identities, inventory::owner);
            }
            return 0;
        }
    }
}
