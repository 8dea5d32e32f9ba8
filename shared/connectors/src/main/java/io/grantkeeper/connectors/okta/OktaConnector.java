package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.Authenticator;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorProfile;
import io.grantkeeper.connector.http.ResponseReader;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.connector.webhook.BusListener;
import io.grantkeeper.connector.webhook.PushChannel;
import io.grantkeeper.connector.webhook.WebhookVerifier;
import io.grantkeeper.identity.ProviderId;
import java.util.List;
import java.util.Optional;

/** Reads an Okta organisation as a service app, or with an API token. */
public final class OktaConnector implements Connector {
    static final ProviderId PROVIDER = new ProviderId("okta");

    private final List<AccessStream> streams = List.of(
            new UsersStream(),
            new ApiTokensStream(),
            new AppsStream(),
            new AppCredentialsStream(),
            new AppRolesStream(),
            new RefreshTokensStream(),
            new ApiServicesStream(),
            new ConsentsStream(),
            ServiceAccountsStream.inApps(),
            ServiceAccountsStream.ofOkta(),
            new AiAgentsStream(),
            new SystemLogStream());

    private final DpopNonces nonces = new DpopNonces();
    private final ResponseReader responses = new OktaResponses(nonces);
    private final Authenticator authenticator = new OktaAuthenticator(nonces);
    private final Revoker revoker = new OktaRevoker();
    private final WebhookVerifier webhooks = new EventHooks();
    private final BusListener bus = new LogStreamEvents();

    @Override
    public ProviderId provider() {
        return PROVIDER;
    }

    @Override
    public ConnectorProfile profile() {
        return OktaProfile.PROFILE;
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

    /** Event hooks and log streams do not end by themselves, and what was missed is in the system log. */
    @Override
    public Optional<PushChannel> pushChannel() {
        return Optional.empty();
    }

    @Override
    public Optional<BusListener> bus() {
        return Optional.of(bus);
    }
}
