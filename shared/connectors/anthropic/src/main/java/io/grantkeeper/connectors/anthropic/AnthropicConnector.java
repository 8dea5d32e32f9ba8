package io.grantkeeper.connectors.anthropic;

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
 * A connector that reads an Anthropic organization (Claude Console) with an admin key. The connector has no webhooks,
 * because none of Anthropic's webhooks report key changes.
 */
public final class AnthropicConnector implements Connector {
    private static final List<AccessStream> STREAMS = List.of(
            new AnthropicKeysStream(),
            AnthropicServiceAccountsStream.stream(),
            AnthropicFederationRulesStream.stream(),
            AnthropicUsersStream.stream(),
            AnthropicInvitesStream.stream(),
            new AnthropicActivitiesStream(),
            new AnthropicUsageStream());

    private final ProviderErrorMapper responses = new AnthropicErrors();
    private final Authenticator authenticator = new AnthropicAuthenticator();
    private final Revoker revoker = new AnthropicRevoker();

    @Override
    public ProviderId provider() {
        return AnthropicIds.ANTHROPIC;
    }

    @Override
    public ConnectorDefinition definition() {
        return AnthropicDefinition.PROFILE;
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
        return Optional.empty();
    }

    @Override
    public Optional<PushChannel> pushChannel() {
        return Optional.empty();
    }
}
