package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.revoke.Revocation;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.SingleCallRevoker;

/**
 * The revoker for GitHub. It revokes tokens, token requests, credentials, deploy keys and webhooks, and returns manual
 * steps for everything else. A target that GitHub does not find counts as deleted. A wrong organization cannot be the
 * cause, because then nothing would have been listed.
 */
final class GitHubRevoker extends SingleCallRevoker {
    /** The placeholder for the decision maker in a plan, because nobody has decided yet. */
    private static final String NOBODY = "…";

    @Override
    protected Revocation revocation(ProviderSession session, RevocationTarget target) throws ConnectorException {
        return GitHubRevocationTarget.of(new GitHubClient(session), target, NOBODY);
    }

    @Override
    protected Revocation revocation(ProviderSession session, RevocationTarget target, String by)
            throws ConnectorException {
        return GitHubRevocationTarget.of(new GitHubClient(session), target, by);
    }

    @Override
    public RevocationPlan planApproval(ProviderSession session, RevocationTarget request) throws ConnectorException {
        return approval(session, request, NOBODY).plan();
    }

    @Override
    public void approve(ProviderSession session, RevocationTarget request, String by) throws ConnectorException {
        approval(session, request, by).execute(session);
    }

    private static Revocation approval(ProviderSession session, RevocationTarget request, String by)
            throws ConnectorException {
        return GitHubRevocationTarget.approval(new GitHubClient(session), request, by);
    }
}
