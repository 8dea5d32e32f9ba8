package io.grantkeeper.connector.testkit;

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
import java.util.Set;

/**
 * A connector without declared hosts. Only its base URLs can be called, so no contract test ever reaches a real
 * provider.
 */
record HostlessConnector(Connector connector) implements Connector {
    @Override
    public ProviderId provider() {
        return connector.provider();
    }

    @Override
    public ConnectorDefinition definition() {
        ConnectorDefinition profile = connector.definition();
        return new ConnectorDefinition(
                profile.displayName(),
                Set.of(),
                profile.settings(),
                profile.credentials(),
                profile.limits(),
                profile.gaps());
    }

    @Override
    public List<AccessStream> streams() {
        return connector.streams();
    }

    @Override
    public ProviderErrorMapper errors() {
        return connector.errors();
    }

    @Override
    public Authenticator authenticator() {
        return connector.authenticator();
    }

    @Override
    public Optional<Revoker> revoker() {
        return connector.revoker();
    }

    @Override
    public Optional<WebhookVerifier> webhooks() {
        return connector.webhooks();
    }

    @Override
    public Optional<PushChannel> pushChannel() {
        return connector.pushChannel();
    }
}
