package io.grantkeeper.local.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.IdentitySummary;
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
            if (output.isJson()) {
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
