package io.grantkeeper.cli;

import io.grantkeeper.evidence.report.PathExposure;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.ReviewCampaign;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.reports.EvidenceTables;
import io.grantkeeper.reports.QuestionReport;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Shows one access review with every answer.")
final class ReviewShowCommand extends ServerCapableCommand {
    @Parameters(
            paramLabel = "REVIEW",
            description = "The review's id, as shown by 'review list', such as all-agents-2026-11-01.")
    private String id = "";

    /**
     * A review with its questions, as printed with {@code --json}.
     *
     * @param unanswered the number of questions without an answer
     * @param paths who could get control of which zone, as of the end of the review or, for an open review, now
     */
    record Shown(ReviewCampaign campaign, long unanswered, List<OwnerQuestion> questions, PathExposure paths) {}

    @Override
    int run(ConnectionsConfig config, LocalSuiteStores stores) {
        ReviewCampaign campaign = stores.campaigns()
                .find(config.tenant(), id)
                .orElseThrow(() -> new IllegalArgumentException(
                        "review '%s' not found; see 'grantkeeper review list'".formatted(id)));
        QuestionReport questions = new QuestionReport(config.tenant(), stores.questions(), stores.access());
        List<OwnerQuestion> all = questions.ofCampaign(id);
        long unanswered = all.stream()
                .filter(question -> question.conclusion()
                        .filter(end -> end.by().isPresent())
                        .isEmpty())
                .count();
        Instant now = workspace().clock().instant();
        PathExposure paths = PathsCommand.exposure(
                config,
                stores,
                campaign.closedAt().orElse(now).atZone(ZoneOffset.UTC).toLocalDate(),
                now);
        output().print(new Shown(campaign, unanswered, all, paths), terminal -> {
            terminal.line("%s: %s, %s, due %s. %d of %d unanswered."
                    .formatted(
                            campaign.id(),
                            campaign.scope(),
                            campaign.closedAt().isPresent() ? "closed" : "open",
                            campaign.dueAt().toString().substring(0, 10),
                            unanswered,
                            all.size()));
            questions.print(terminal, all);
            EvidenceTables.print(terminal, paths);
        });
        return campaign.closedAt().isPresent() && unanswered > 0 ? 1 : 0;
    }
}
