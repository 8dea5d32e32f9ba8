package io.grantkeeper.connectors.entra;

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
 * A connector that reads a Microsoft Entra tenant through an app registration with application permissions for
 * Microsoft Graph.
 */
public final class EntraConnector implements Connector {
    static final ProviderId PROVIDER = new ProviderId("microsoft");

    private final List<AccessStream> streams = List.of(
            new EntraUsersStream(),
            new EntraServicePrincipalsStream(),
            new EntraDelegatedGrantsStream(),
            new EntraAppRolesStream(),
            new EntraApplicationsStream(),
            new EntraAgentIdentitiesStream(),
            new EntraAgentUsersStream(),
            new EntraSignInActivityStream(),
            new EntraCredentialActivityStream(),
            new EntraDirectoryAuditsStream());

    private final ProviderErrorMapper responses = new EntraErrors();
    private final Authenticator authenticator = new EntraAuthenticator();
    private final Revoker revoker = new EntraRevoker();
    private final WebhookVerifier webhooks = new EntraWebhooks();
    private final PushChannel pushChannel = new EntraPushChannel();

    @Override
    public ProviderId provider() {
        return PROVIDER;
    }

    @Override
    public ConnectorDefinition definition() {
        return EntraDefinition.PROFILE;
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
