package io.grantkeeper.connector.testkit;

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
import java.util.Set;

/** A connector that may call no host but those of its base URLs: no contract ever reaches a real provider. */
record WithoutHosts(Connector connector) implements Connector {
    @Override
    public ProviderId provider() {
        return connector.provider();
    }

    @Override
    public ConnectorProfile profile() {
        ConnectorProfile profile = connector.profile();
        return new ConnectorProfile(
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
    public ResponseReader responses() {
        return connector.responses();
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
