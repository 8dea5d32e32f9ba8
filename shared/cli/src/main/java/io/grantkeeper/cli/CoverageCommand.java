package io.grantkeeper.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.reports.CoverageReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "coverage",
        mixinStandardHelpOptions = true,
        description = "Shows how current each stream is and which coverage gaps each provider has.")
final class CoverageCommand implements Callable<Integer> {
    @Mixin
    private WorkspaceOptions workspace = new WorkspaceOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ConnectionSelection chosen = new ConnectionSelection();

    @Override
    public Integer call() {
        ConnectionsConfig config = workspace.config();
        try (LocalSuiteStores stores = workspace.stores()) {
            List<CoverageReport> all = new ArrayList<>();
            for (Connection connection : chosen.of(config)) {
                workspace
                        .connectors()
                        .find(connection.provider())
                        .ifPresent(connector -> all.add(CoverageReport.of(connection, connector, stores.sweeps())));
            }
            if (output.isJson()) {
                output.json(all);
            } else {
                all.forEach(coverage ->
                        coverage.print(output.terminal(), workspace.clock().instant()));
            }
            return 0;
        }
    }
}
