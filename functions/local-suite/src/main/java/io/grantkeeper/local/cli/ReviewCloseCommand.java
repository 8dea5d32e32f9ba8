package io.grantkeeper.local.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.runreview.EscalateResult;
import io.grantkeeper.functions.runreview.RunReviewRequest;
import io.grantkeeper.functions.runreview.RunReviewResult;
import io.grantkeeper.local.suite.Suite;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "close",
        mixinStandardHelpOptions = true,
        description = "Closes a review before its time; what nobody answered is told to the security team.")
final class ReviewCloseCommand implements Callable<Integer> {
    @Mixin
    private Workspace workspace = new Workspace();

    @Mixin
    private Output output = new Output();

    @Parameters(paramLabel = "REVIEW", description = "As 'review list' shows it.")
    private String name = "";

    /** What was done, for programs. */
    record Done(List<String> closed, int told) {}

    @Override
    public Integer call() {
        ConnectionsConfig config = workspace.config();
        try (Suite suite = Suite.start(workspace.options(config, List.of(), Optional.of(0)))) {
            RunReviewResult result =
                    suite.runReview(new RunReviewRequest(config.tenant(), Optional.empty(), Optional.of(name)));
            EscalateResult escalated = suite.escalate();
            if (output.isJson()) {
                output.json(new Done(result.closed(), escalated.told()));
            } else {
                result.closed().forEach(id -> output.terminal().line("closed: " + id));
                if (result.closed().isEmpty()) {
                    output.terminal()
                            .line("%s stays open: the security team could not be told. The next run tries again."
                                    .formatted(name));
                }
                output.terminal().line("%d messages went out.".formatted(escalated.told()));
            }
            return escalated.later() == 0 && !result.closed().isEmpty() ? 0 : 1;
        }
    }
}
