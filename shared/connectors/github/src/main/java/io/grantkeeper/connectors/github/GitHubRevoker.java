package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;
import java.util.List;

/**
 * The revoker for GitHub. It revokes tokens, token requests, credentials, deploy keys and webhooks, and returns manual
 * steps for everything else.
 */
final class GitHubRevoker implements Revoker {
    @Override
    public RevocationPlan plan(ProviderSession session, RevocationTarget target) throws ConnectorException {
        GitHubClient api = new GitHubClient(session);
        return switch (GitHubRevocationTarget.of(api, target)) {
            case GitHubRevocationTarget.ApiCall call ->
                new RevocationPlan.Automatic(List.of(call.describe()), call.consequences(), false);
            case GitHubRevocationTarget.Manual manual -> new RevocationPlan.Manual(manual.reason(), manual.steps());
        };
    }

    @Override
    public void revoke(ProviderSession session, RevocationTarget target) throws ConnectorException {
        GitHubClient api = new GitHubClient(session);
        switch (GitHubRevocationTarget.of(api, target)) {
            case GitHubRevocationTarget.ApiCall call -> execute(api, call);
            case GitHubRevocationTarget.Manual manual -> throw GitHubProblems.notOffered(manual.reason());
        }
    }

    private static void execute(GitHubClient api, GitHubRevocationTarget.ApiCall call) throws ConnectorException {
        try {
            api.change(call.method(), call.path(), call.json().orElse(null), GitHubRateLimits.CORE, call.credential());
        } catch (ConnectorException e) {
            // Already deleted: the desired result. A wrong organization cannot be the cause, because then nothing would
            // have been
            // listed.
            if (!(e.problem() instanceof NotFound)) {
                throw e;
            }
        }
    }
}
