package io.grantkeeper.local.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.local.report.Inventory;
import io.grantkeeper.local.report.Tables;
import io.grantkeeper.local.suite.SuiteStores;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "findings", mixinStandardHelpOptions = true, description = "Lists open findings, gravest first.")
final class FindingsCommand implements Callable<Integer> {
    @Mixin
    private Workspace workspace = new Workspace();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        ConnectionsConfig config = workspace.config();
        try (SuiteStores stores = workspace.stores()) {
            Inventory inventory = new Inventory(config.tenant(), stores.access(), stores.findings());
            List<Finding> findings = inventory.findings();
            if (output.isJson()) {
                output.json(findings);
            } else {
                Tables.findings(output.terminal(), findings, inventory::name);
            }
            return 0;
        }
    }
}
