package io.grantkeeper.cli;

import io.grantkeeper.cli.server.ConsoleApiClient;
import io.grantkeeper.functions.runreview.EscalateResult;
import io.grantkeeper.functions.runreview.RunReviewRequest;
import io.grantkeeper.functions.runreview.RunReviewResult;
import io.grantkeeper.identity.TenantId;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

@Command(
        name = "close",
        description = "Closes an access review early; the security team is notified of unanswered questions.")
final class ReviewCloseCommand extends ReviewActionCommand {
    @Parameters(paramLabel = "REVIEW", description = "The review's id, as shown by 'review list'.")
    private String name = "";

    /**
     * The result, as printed with {@code --json}.
     *
     * @param closed the reviews that were closed
     * @param told the number of messages that were sent
     */
    record Done(List<String> closed, int told) {}

    /** The result on a server, as printed with {@code --json}. */
    record OnServer(String closed) {}

    @Override
    RunReviewRequest request(TenantId tenant) {
        return new RunReviewRequest(tenant, Optional.empty(), Optional.empty(), Optional.of(name));
    }

    @Override
    int runOnServer(ConsoleApiClient server) {
        var _ = server.post(
                "reviews/%s/close".formatted(ConsoleApiClient.segment(name)),
                JsonNodeFactory.instance.objectNode().put("why", "closed early from the command line"));
        output().print(new OnServer(name), terminal -> terminal.line("closed: " + name));
        return 0;
    }

    @Override
    int report(RunReviewResult result, EscalateResult escalated) {
        output().print(new Done(result.closed(), escalated.told()), terminal -> {
            result.closed().forEach(id -> terminal.line("closed: " + id));
            if (result.closed().isEmpty()) {
                terminal.line("%s stays open: the security team could not be notified. The next run retries."
                        .formatted(name));
            }
            terminal.line("Messages sent: %d.".formatted(escalated.told()));
        });
        return escalated.later() == 0 && !result.closed().isEmpty() ? 0 : 1;
    }
}
