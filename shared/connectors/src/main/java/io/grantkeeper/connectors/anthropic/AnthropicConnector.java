package io.grantkeeper.connectors.anthropic;

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
 * Reads an Anthropic organisation (Claude Console) with an admin key. None of Anthropic's webhooks tells of keys, so
 * there is none to hear.
 */
public final class AnthropicConnector implements Connector {
    private static final List<AccessStream> STREAMS = List.of(
            new ApiKeys(),
            ServiceAccounts.stream(),
            FederationRules.stream(),
            Users.stream(),
            Invites.stream(),
            new Activities(),
            new UsageByKey());

    private final ResponseReader responses = new AnthropicResponses();
    private final Authenticator authenticator = new KeyHeaders();
    private final Revoker revoker = new AnthropicRevoker();

    @Override
    public ProviderId provider() {
        return Naming.ANTHROPIC;
    }

    @Override
    public ConnectorProfile profile() {
        return AnthropicProfile.PROFILE;
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
        return Optional.empty();
    }

    @Override
    public Optional<PushChannel> pushChannel() {
        return Optional.empty();
    }
}
