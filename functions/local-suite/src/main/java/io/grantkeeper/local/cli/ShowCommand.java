package io.grantkeeper.local.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.local.report.Dossiers;
import io.grantkeeper.local.report.Inventory;
import io.grantkeeper.local.report.Revocations;
import io.grantkeeper.local.suite.SuiteStores;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows one identity with all that is known of it.")
final class ShowCommand implements Callable<Integer> {
    @Mixin
    private Workspace workspace = new Workspace();

    @Mixin
    private Output output = new Output();

    @Parameters(paramLabel = "ID", description = "As the inventory shows it: connection/kind/externalId.")
    private String id = "";

    @Override
    public Integer call() {
        ConnectionsConfig config = workspace.config();
        IdentityId identity = IdentityId.parse(id);
        try (SuiteStores stores = workspace.stores()) {
            Optional<IdentityDossier> dossier = stores.access().dossier(config.tenant(), identity);
            if (dossier.isEmpty()) {
                throw new IllegalArgumentException(
                        "no identity is called '%s'; see 'grantkeeper inventory'".formatted(id));
            }
            if (output.isJson()) {
                output.json(dossier.get());
            } else {
                Dossiers.print(
                        output.terminal(),
                        dossier.get(),
                        new Inventory(config.tenant(), stores.access(), stores.findings()));
                Revocations.history(output.terminal(), stores.revocations().of(config.tenant(), identity));
            }
            return 0;
        }
    }
}
