package io.grantkeeper.local.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.question.Campaign;
import io.grantkeeper.identity.store.Slice;
import io.grantkeeper.local.suite.SuiteStores;
import io.grantkeeper.local.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the reviews that ran or run, newest first.")
final class ReviewListCommand implements Callable<Integer> {
    @Mixin
    private Workspace workspace = new Workspace();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        ConnectionsConfig config = workspace.config();
        try (SuiteStores stores = workspace.stores()) {
            List<Campaign> campaigns = new ArrayList<>();
            Optional<String> next = Optional.empty();
            do {
                Slice<Campaign> slice = stores.campaigns().recent(config.tenant(), 100, next);
                campaigns.addAll(slice.items());
                next = slice.next();
            } while (next.isPresent());
            if (output.isJson()) {
                output.json(campaigns);
            } else {
                TextTable table = new TextTable("review", "asks about", "items", "due", "state");
                campaigns.forEach(campaign -> table.row(
                        campaign.id(),
                        campaign.scope(),
                        campaign.items().map(String::valueOf).orElse("being gathered"),
                        campaign.dueAt().toString().substring(0, 10),
                        campaign.closedAt().isPresent() ? "closed" : "open"));
                table.print(output.terminal());
            }
            return 0;
        }
    }
}
