package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.Authenticator;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorDefinition;
import io.grantkeeper.connector.http.ProviderErrorMapper;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.connector.webhook.PushChannel;
import io.grantkeeper.connector.webhook.WebhookVerifier;
import io.grantkeeper.identity.ProviderId;
import java.util.List;
import java.util.Optional;

/**
 * A connector that reads a GitHub organization on github.com, GitHub Enterprise Cloud or GitHub Enterprise Server. For
 * what the connector reads, requires and cannot see, see docs/connectors/github.md.
 */
public final class GitHubConnector implements Connector {
    private static final List<AccessStream> STREAMS = List.of(
            GitHubInstallationsStream.stream(),
            GitHubFineGrainedTokensStream.stream(),
            GitHubTokenRequestsStream.stream(),
            GitHubCredentialAuthorizationsStream.stream(),
            new GitHubDeployKeysStream(),
            GitHubOrganizationWebhooksStream.stream(),
            GitHubCopilotSeatsStream.stream(),
            new GitHubCodingAgentStream(),
            new GitHubMembersStream(),
            new GitHubSamlIdentitiesStream(),
            new GitHubAuditLogStream());

    private final GitHubInstallationTokens tokens = new GitHubInstallationTokens();
    private final Authenticator authenticator = new GitHubAuthenticator(tokens);
    private final ProviderErrorMapper responses = new GitHubErrors();
    private final Revoker revoker = new GitHubRevoker();
    private final WebhookVerifier webhooks = new GitHubWebhooks();
    private final PushChannel missedDeliveries = new GitHubPushChannel(tokens);

    @Override
    public ProviderId provider() {
        return GitHubIds.GITHUB;
    }

    @Override
    public ConnectorDefinition definition() {
        return GitHubDefinition.PROFILE;
    }

    @Override
    public List<AccessStream> streams() {
        return STREAMS;
    }

    @Override
    public ProviderErrorMapper errors() {
        return responses;
    }

    @Override
    public Authenticator authenticator() {
        return authenticator;
    }

    @Override
    public Optional<Revoker> revoker() {
        return Optional.of(revoker);
    }

    @Override
    public Optional<WebhookVerifier> webhooks() {
        return Optional.of(webhooks);
    }

    @Override
    public Optional<PushChannel> pushChannel() {
        return Optional.of(missedDeliveries);
    }
}
