package io.grantkeeper.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.reports.CoverageReport;
import io.grantkeeper.reports.RegistrationServiceLevel;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "coverage",
        description =
                "Shows when each stream was last read in full, what that read could not confirm, and what no connector of the provider can read.")
final class CoverageCommand extends ServerCapableCommand {
    @Mixin
    private ConnectionSelection chosen = new ConnectionSelection();

    @Override
    int run(ConnectionsConfig config, LocalSuiteStores stores) {
        List<CoverageReport> all = new ArrayList<>();
        for (Connection connection : chosen.of(config)) {
            workspace()
                    .connectors()
                    .find(connection.provider())
                    .ifPresent(connector ->
                            all.add(CoverageReport.of(connection, connector, stores.sweeps(), stores.digests())
                                    .with(RegistrationServiceLevel.of(
                                            connection.tenant(),
                                            connection.id(),
                                            stores.access(),
                                            workspace().clock().instant()))));
        }
        output().print(all, terminal -> {
            if (all.isEmpty()) {
                terminal.line("No connections.");
            }
            all.forEach(coverage -> coverage.print(terminal, workspace().clock().instant()));
        });
        return 0;
    }
}
