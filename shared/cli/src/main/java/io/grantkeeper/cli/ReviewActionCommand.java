package io.grantkeeper.cli;

import io.grantkeeper.cli.server.ConsoleApiClient;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.runreview.EscalateResult;
import io.grantkeeper.functions.runreview.RunReviewRequest;
import io.grantkeeper.functions.runreview.RunReviewResult;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.local.suite.LocalSuite;
import java.util.List;
import java.util.Optional;

/** A command that starts or closes an access review, and then sends the messages that are due. */
abstract class ReviewActionCommand extends WorkspaceCommand {
    abstract RunReviewRequest request(TenantId tenant);

    /** Requests the same from a server, and returns the exit code. The server sends the messages within minutes. */
    abstract int runOnServer(ConsoleApiClient server);

    /** Prints the result and returns the exit code. */
    abstract int report(RunReviewResult result, EscalateResult escalated);

    @Override
    public final Integer call() {
        ConnectionsConfig config = workspace().config();
        Optional<ConsoleApiClient> server = workspace().server();
        if (server.isPresent()) {
            try (ConsoleApiClient client = server.get()) {
                return runOnServer(client);
            }
        }
        try (LocalSuite suite = LocalSuite.start(workspace().options(config, List.of(), Optional.of(0)))) {
            RunReviewResult result = suite.runReview(request(config.tenant()));
            EscalateResult escalated = suite.escalate();
            suite.seal();
            return report(result, escalated);
        }
    }
}
