package io.grantkeeper.connectors.entra;

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

/** Reads a Microsoft Entra tenant through an app registration with application permissions of Microsoft Graph. */
public final class EntraConnector implements Connector {
    static final ProviderId PROVIDER = new ProviderId("microsoft");

    private final List<AccessStream> streams = List.of(
            new UsersStream(),
            new ServicePrincipalsStream(),
            new DelegatedGrantsStream(),
            new AppRolesStream(),
            new ApplicationsStream(),
            new AgentIdentitiesStream(),
            new AgentUsersStream(),
            new SignInActivityStream(),
            new CredentialActivityStream(),
            new DirectoryAuditsStream());

    private final ResponseReader responses = new EntraResponses();
    private final Authenticator authenticator = new EntraAuthenticator();
    private final Revoker revoker = new EntraRevoker();
    private final WebhookVerifier webhooks = new EntraWebhooks();
    private final PushChannel pushChannel = new EntraPushChannel();

    @Override
    public ProviderId provider() {
        return PROVIDER;
    }

    @Override
    public ConnectorProfile profile() {
        return EntraProfile.PROFILE;
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
