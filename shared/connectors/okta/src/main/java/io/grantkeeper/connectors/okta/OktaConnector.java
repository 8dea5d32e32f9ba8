package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.Authenticator;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorDefinition;
import io.grantkeeper.connector.http.ProviderErrorMapper;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.connector.webhook.EventBusDecoder;
import io.grantkeeper.connector.webhook.PushChannel;
import io.grantkeeper.connector.webhook.WebhookVerifier;
import io.grantkeeper.identity.ProviderId;
import java.util.List;
import java.util.Optional;

/** A connector that reads an Okta organization as a service app or with an API token. */
public final class OktaConnector implements Connector {
    static final ProviderId PROVIDER = new ProviderId("okta");

    private final List<AccessStream> streams = List.of(
            new OktaUsersStream(),
            new OktaApiTokensStream(),
            new OktaAppsStream(),
            new OktaAppCredentialsStream(),
            new OktaAppRolesStream(),
            new OktaRefreshTokensStream(),
            new OktaApiServicesStream(),
            new OktaConsentsStream(),
            OktaServiceAccountsStream.inApps(),
            OktaServiceAccountsStream.ofOkta(),
            new OktaAiAgentsStream(),
            new OktaSystemLogStream());

    private final OktaDpopNonces nonces = new OktaDpopNonces();
    private final ProviderErrorMapper responses = new OktaErrors(nonces);
    private final Authenticator authenticator = new OktaAuthenticator(nonces);
    private final Revoker revoker = new OktaRevoker();
    private final WebhookVerifier webhooks = new OktaWebhooks();
    private final EventBusDecoder bus = new OktaEventBusDecoder();

    @Override
    public ProviderId provider() {
        return PROVIDER;
    }

    @Override
    public ConnectorDefinition definition() {
        return OktaDefinition.PROFILE;
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

    /** Returns empty, because event hooks and log streams do not expire, and missed events are in the system log. */
    @Override
    public Optional<PushChannel> pushChannel() {
        return Optional.empty();
    }

    @Override
    public Optional<EventBusDecoder> bus() {
        return Optional.of(bus);
    }
}
