package io.grantkeeper.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.runreview.EscalateResult;
import io.grantkeeper.functions.runreview.RunReviewRequest;
import io.grantkeeper.functions.runreview.RunReviewResult;
import io.grantkeeper.local.suite.LocalSuite;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "close",
        mixinStandardHelpOptions = true,
        description = "Closes an access review early; the security team is notified of unanswered questions.")
final class ReviewCloseCommand implements Callable<Integer> {
    @Mixin
    private WorkspaceOptions workspace = new WorkspaceOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Parameters(paramLabel = "REVIEW", description = "The review's id, as shown by 'review list'.")
    private String name = "";

    /**
     * The result as printed with {@code --json}.
     *
     * @param closed the reviews that were closed
     * @param told the number of messages that were sent
     */
    record Done(List<String> closed, int told) {}

    @Override
    public Integer call() {
        ConnectionsConfig config = workspace.config();
        try (LocalSuite suite = LocalSuite.start(workspace.options(config, List.of(), Optional.of(0)))) {
            RunReviewResult result =
                    suite.runReview(new RunReviewRequest(config.tenant(), Optional.empty(), Optional.of(name)));
            EscalateResult escalated = suite.escalate();
            if (output.isJson()) {
                output.json(new Done(result.closed(), escalated.told()));
            } else {
                result.closed().forEach(id -> output.terminal().line("closed: " + id));
                if (result.closed().isEmpty()) {
                    output.terminal()
                            .line("%s stays open: the security team could not be notified. The next run retries."
                                    .formatted(name));
                }
                output.terminal().line("Messages sent: %d.".formatted(escalated.told()));
            }
            return escalated.later() == 0 && !result.closed().isEmpty() ? 0 : 1;
        }
    }
}
