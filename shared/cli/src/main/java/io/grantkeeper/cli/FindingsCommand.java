package io.grantkeeper.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.reports.InventoryReader;
import io.grantkeeper.reports.ReportTables;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "findings", mixinStandardHelpOptions = true, description = "Lists open findings, most severe first.")
final class FindingsCommand implements Callable<Integer> {
    @Mixin
    private WorkspaceOptions workspace = new WorkspaceOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        ConnectionsConfig config = workspace.config();
        try (LocalSuiteStores stores = workspace.stores()) {
            InventoryReader inventory = new InventoryReader(config.tenant(), stores.access(), stores.findings());
            List<Finding> findings = inventory.findings();
            if (output.isJson()) {
                output.json(findings);
            } else {
                ReportTables.findings(output.terminal(), findings, inventory::name);
            }
            return 0;
        }
    }
}
