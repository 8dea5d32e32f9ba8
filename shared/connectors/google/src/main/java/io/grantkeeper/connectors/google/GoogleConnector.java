package io.grantkeeper.connectors.google;

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

/** A connector that reads a Google Workspace tenant through a service account with domain-wide delegation. */
public final class GoogleConnector implements Connector {
    static final ProviderId PROVIDER = new ProviderId("google");

    private final List<AccessStream> streams = List.of(
            new GoogleUsersStream(),
            new GoogleTokensStream(),
            new GoogleAppPasswordsStream(),
            new GoogleServiceAccountsStream(),
            new GoogleTokenActivityStream(),
            new GoogleAdminActivityStream(),
            new GoogleLoginActivityStream());

    private final ProviderErrorMapper responses = new GoogleErrors();
    private final Authenticator authenticator = new GoogleAuthenticator();
    private final Revoker revoker = new GoogleRevoker();
    private final WebhookVerifier webhooks = new GoogleWebhooks();
    private final PushChannel pushChannel = new GooglePushChannel();

    @Override
    public ProviderId provider() {
        return PROVIDER;
    }

    @Override
    public ConnectorDefinition definition() {
        return GoogleDefinition.PROFILE;
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

    @Override
    public Optional<PushChannel> pushChannel() {
        return Optional.of(pushChannel);
    }
}
