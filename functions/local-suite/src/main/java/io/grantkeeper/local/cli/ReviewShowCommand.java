package io.grantkeeper.local.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.question.Campaign;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.local.report.Questions;
import io.grantkeeper.local.suite.SuiteStores;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one review with every answer.")
final class ReviewShowCommand implements Callable<Integer> {
    @Mixin
    private Workspace workspace = new Workspace();

    @Mixin
    private Output output = new Output();

    @Parameters(paramLabel = "REVIEW", description = "As 'review list' shows it: all-agents-2026-11-01.")
    private String id = "";

    /**
     * A review with its questions, for programs.
     *
     * @param unanswered how many have no answer
     */
    record Shown(Campaign campaign, long unanswered, List<Question> questions) {}

    @Override
    public Integer call() {
        ConnectionsConfig config = workspace.config();
        try (SuiteStores stores = workspace.stores()) {
            Campaign campaign = stores.campaigns()
                    .find(config.tenant(), id)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "no review is called '%s'; see 'grantkeeper review list'".formatted(id)));
            Questions questions = new Questions(config.tenant(), stores.questions(), stores.access());
            List<Question> all = questions.ofCampaign(id);
            long unanswered = all.stream()
                    .filter(question -> question.conclusion()
                            .filter(end -> end.by().isPresent())
                            .isEmpty())
                    .count();
            if (output.isJson()) {
                output.json(new Shown(campaign, unanswered, all));
            } else {
                output.terminal()
                        .line("%s: %s, %s, due %s. %d of %d not answered."
                                .formatted(
                                        campaign.id(),
                                        campaign.scope(),
                                        campaign.closedAt().isPresent() ? "closed" : "open",
                                        campaign.dueAt().toString().substring(0, 10),
                                        unanswered,
                                        all.size()));
                questions.print(output.terminal(), all);
            }
            return campaign.closedAt().isPresent() && unanswered > 0 ? 1 : 0;
        }
    }
}
