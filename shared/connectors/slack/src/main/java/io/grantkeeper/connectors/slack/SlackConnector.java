package io.grantkeeper.connectors.slack;

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

/** A connector that reads a Slack organization or a single workspace with an owner's token. */
public final class SlackConnector implements Connector {
    private final List<AccessStream> streams = List.of(
            SlackAppListings.approved(),
            SlackAppListings.restricted(),
            SlackAppListings.requests(),
            new SlackInstalledAppsStream(),
            new SlackUsersStream(),
            new SlackBotsStream(),
            new SlackWorkflowsStream(),
            new SlackIntegrationLogStream(),
            new SlackAppActivitiesStream(),
            new SlackAuditLogStream());

    private final ProviderErrorMapper responses = new SlackErrors();
    private final Authenticator authenticator = new SlackAuthenticator();
    private final Revoker revoker = new SlackRevoker();
    private final WebhookVerifier webhooks = new SlackWebhooks();

    @Override
    public ProviderId provider() {
        return SlackIds.SLACK;
    }

    @Override
    public ConnectorDefinition definition() {
        return SlackDefinition.PROFILE;
    }

    @Override
    public List<AccessStream> streams() {
        return streams;
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

    /** Returns empty, because events are enabled in the app's settings, so there is nothing to renew. */
    @Override
    public Optional<PushChannel> pushChannel() {
        return Optional.empty();
    }
}
