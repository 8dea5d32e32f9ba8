package io.grantkeeper.local.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.local.report.Coverage;
import io.grantkeeper.local.suite.SuiteStores;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "coverage",
        mixinStandardHelpOptions = true,
        description = "Shows how fresh each stream is, and what providers cannot show.")
final class CoverageCommand implements Callable<Integer> {
    @Mixin
    private Workspace workspace = new Workspace();

    @Mixin
    private Output output = new Output();

    @Mixin
    private Chosen chosen = new Chosen();

    @Override
    public Integer call() {
        ConnectionsConfig config = workspace.config();
        try (SuiteStores stores = workspace.stores()) {
            List<Coverage> all = new ArrayList<>();
            for (Connection connection : chosen.of(config)) {
                workspace
                        .connectors()
                        .find(connection.provider())
                        .ifPresent(connector -> all.add(Coverage.of(connection, connector, stores.sweeps())));
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
