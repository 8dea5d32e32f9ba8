package io.grantkeeper.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.question.ReviewCampaign;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.reports.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists access reviews, newest first.")
final class ReviewListCommand implements Callable<Integer> {
    @Mixin
    private WorkspaceOptions workspace = new WorkspaceOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        ConnectionsConfig config = workspace.config();
        try (LocalSuiteStores stores = workspace.stores()) {
            List<ReviewCampaign> campaigns = new ArrayList<>();
            Optional<String> next = Optional.empty();
            do {
                StorePage<ReviewCampaign> slice = stores.campaigns().recent(config.tenant(), 100, next);
                campaigns.addAll(slice.items());
                next = slice.next();
            } while (next.isPresent());
            if (output.isJson()) {
                output.json(campaigns);
            } else {
                TextTable table = new TextTable("review", "scope", "items", "due", "state");
                campaigns.forEach(campaign -> table.row(
                        campaign.id(),
                        campaign.scope(),
                        campaign.items().map(String::valueOf).orElse("being collected"),
                        campaign.dueAt().toString().substring(0, 10),
                        campaign.closedAt().isPresent() ? "closed" : "open"));
                table.print(output.terminal());
            }
            return 0;
        }
    }
}
