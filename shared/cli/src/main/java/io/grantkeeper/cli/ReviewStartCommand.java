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
        name = "start",
        description = "Starts a configured access review now, and sends an invitation to everyone who must answer.")
final class ReviewStartCommand extends ReviewActionCommand {
    @Parameters(paramLabel = "NAME", description = "The review's name under 'reviews' in the configuration.")
    private String name = "";

    /**
     * The result, as printed with {@code --json}.
     *
     * @param opened the reviews that were opened
     * @param told the number of messages that were sent
     */
    record Done(List<String> opened, int told) {}

    /** The result on a server, as printed with {@code --json}. */
    record OnServer(String opened) {}

    @Override
    RunReviewRequest request(TenantId tenant) {
        return new RunReviewRequest(tenant, Optional.of(name), Optional.empty(), Optional.empty());
    }

    @Override
    int runOnServer(ConsoleApiClient server) {
        String opened = server.post(
                        "reviews", JsonNodeFactory.instance.objectNode().put("name", name))
                .path("review")
                .asString("");
        output().print(new OnServer(opened), terminal -> {
            terminal.line("opened: " + opened);
            terminal.line("The server sends the invitations within minutes.");
        });
        return 0;
    }

    @Override
    int report(RunReviewResult result, EscalateResult escalated) {
        output().print(new Done(result.opened(), escalated.told()), terminal -> {
            result.opened().forEach(id -> terminal.line("opened: " + id));
            terminal.line("Messages sent: %d.".formatted(escalated.told()));
        });
        return escalated.later() == 0 ? 0 : 1;
    }
}
