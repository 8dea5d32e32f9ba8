package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;
import java.util.List;

/** Revokes tokens, requests, credentials, deploy keys and webhooks; tells a person what to do about the rest. */
final class GitHubRevoker implements Revoker {
    @Override
    public RevocationPlan plan(ProviderSession session, RevocationTarget target) throws ConnectorException {
        GitHubApi api = new GitHubApi(session);
        return switch (Revocations.of(api, target)) {
            case Revocations.Call call ->
                new RevocationPlan.Possible(List.of(call.words()), call.consequences(), false);
            case Revocations.Manual manual -> new RevocationPlan.ByHand(manual.reason(), manual.steps());
        };
    }

    @Override
    public void revoke(ProviderSession session, RevocationTarget target) throws ConnectorException {
        GitHubApi api = new GitHubApi(session);
        switch (Revocations.of(api, target)) {
            case Revocations.Call call -> make(api, call);
            case Revocations.Manual manual -> throw Problems.notOffered(manual.reason());
        }
    }

    private static void make(GitHubApi api, Revocations.Call call) throws ConnectorException {
        try {
            api.change(call.method(), call.path(), call.json().orElse(null), GitHubLimits.CORE, call.credential());
        } catch (ConnectorException e) {
            // Gone already is what was wanted. A wrong organisation cannot get here: nothing would have been listed.
            if (!(e.problem() instanceof NotFound)) {
                throw e;
            }
        }
    }
}
