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
        name = "start",
        mixinStandardHelpOptions = true,
        description = "Starts a configured access review now and sends the questions to the owners.")
final class ReviewStartCommand implements Callable<Integer> {
    @Mixin
    private WorkspaceOptions workspace = new WorkspaceOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Parameters(paramLabel = "NAME", description = "The review's name under 'reviews' in the configuration.")
    private String name = "";

    /**
     * The result as printed with {@code --json}.
     *
     * @param opened the reviews that were opened
     * @param told the number of messages that were sent
     */
    record Done(List<String> opened, int told) {}

    @Override
    public Integer call() {
        ConnectionsConfig config = workspace.config();
        try (LocalSuite suite = LocalSuite.start(workspace.options(config, List.of(), Optional.of(0)))) {
            RunReviewResult result =
                    suite.runReview(new RunReviewRequest(config.tenant(), Optional.of(name), Optional.empty()));
            EscalateResult escalated = suite.escalate();
            if (output.isJson()) {
                output.json(new Done(result.opened(), escalated.told()));
            } else {
                result.opened().forEach(id -> output.terminal().line("opened: " + id));
                output.terminal().line("Messages sent: %d.".formatted(escalated.told()));
            }
            return escalated.later() == 0 ? 0 : 1;
        }
    }
}
