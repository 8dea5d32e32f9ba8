package io.grantkeeper.connectors.google;

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

/** Reads a Google Workspace tenant through a service account with domain-wide delegation. */
public final class GoogleConnector implements Connector {
    static final ProviderId PROVIDER = new ProviderId("google");

    private final List<AccessStream> streams = List.of(
            new UsersStream(),
            new TokensStream(),
            new AppPasswordsStream(),
            new ServiceAccountsStream(),
            new TokenActivityStream(),
            new AdminActivityStream(),
            new LoginActivityStream());

    private final ResponseReader responses = new GoogleResponses();
    private final Authenticator authenticator = new GoogleAuthenticator();
    private final Revoker revoker = new GoogleRevoker();
    private final WebhookVerifier webhooks = new GoogleWebhooks();
    private final PushChannel pushChannel = new GooglePushChannel();

    @Override
    public ProviderId provider() {
        return PROVIDER;
    }

    @Override
    public ConnectorProfile profile() {
        return GoogleProfile.PROFILE;
    }

    @Override
    public List<AccessStream> streams() {
        return streams;
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
        return Optional.of(pushChannel);
    }
}
