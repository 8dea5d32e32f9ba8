package io.grantkeeper.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.question.ReviewCampaign;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.reports.terminal.TextTable;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "list", description = "Lists access reviews, newest first.")
final class ReviewListCommand extends ServerCapableCommand {
    @Override
    int run(ConnectionsConfig config, LocalSuiteStores stores) {
        List<ReviewCampaign> campaigns =
                StorePage.readAll(from -> stores.campaigns().recent(config.tenant(), 100, from));
        output().print(campaigns, terminal -> {
            TextTable table = new TextTable("review", "scope", "items", "due", "state")
                    .withIdsIn(0, 1)
                    .orIfEmpty("No access reviews.");
            campaigns.forEach(campaign -> table.row(
                    campaign.id(),
                    campaign.scope(),
                    campaign.items().map(String::valueOf).orElse("being collected"),
                    campaign.dueAt().toString().substring(0, 10),
                    campaign.closedAt().isPresent() ? "closed" : "open"));
            table.print(terminal);
        });
        return 0;
    }
}
