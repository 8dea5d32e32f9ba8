package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.Authenticator;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorProfile;
import io.grantkeeper.connector.http.ResponseReader;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.connector.webhook.PushChannel;
import io.grantkeeper.connector.webhook.WebhookVerifier;
import io.grantkeeper.identity.ProviderId;
import java.util.List;
import java.util.Optional;

/**
 * Reads a GitHub organisation, on github.com, GitHub Enterprise Cloud or GitHub Enterprise Server. What it reads, what
 * it needs and what it cannot see: docs/connectors/github.md.
 */
public final class GitHubConnector implements Connector {
    private static final List<AccessStream> STREAMS = List.of(
            Installations.stream(),
            FineGrainedTokens.stream(),
            TokenRequests.stream(),
            AuthorizedCredentials.stream(),
            new DeployKeys(),
            OrganizationHooks.stream(),
            CopilotSeats.stream(),
            new CodingAgent(),
            new People(),
            new SamlIdentities(),
            new AuditLog());

    private final InstallationTokens tokens = new InstallationTokens();
    private final Authenticator authenticator = new GitHubAuthenticator(tokens);
    private final ResponseReader responses = new GitHubResponses();
    private final Revoker revoker = new GitHubRevoker();
    private final WebhookVerifier webhooks = new GitHubWebhooks();
    private final PushChannel missedDeliveries = new MissedDeliveries(tokens);

    @Override
    public ProviderId provider() {
        return Naming.GITHUB;
    }

    @Override
    public ConnectorProfile profile() {
        return GitHubProfile.PROFILE;
    }

    @Override
    public List<AccessStream> streams() {
        return STREAMS;
    }

    @Override
    public ResponseReader responses() {
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
