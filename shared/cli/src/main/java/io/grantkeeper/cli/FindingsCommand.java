package io.grantkeeper.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.reports.InventoryReader;
import io.grantkeeper.reports.ReportTables;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "findings", description = "Lists open findings, most severe first.")
final class FindingsCommand extends StoresCommand {
    @Override
    int run(ConnectionsConfig config, LocalSuiteStores stores) {
        InventoryReader inventory = new InventoryReader(config.tenant(), stores.access(), stores.findings());
        List<Finding> findings = inventory.findings();
        output().print(findings, terminal -> ReportTables.findings(terminal, findings, inventory::name));
        return 0;
    }
}
