package io.grantkeeper.connectors.openai;

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
 * A connector that reads an OpenAI organization with an admin key. The connector has no webhooks, because OpenAI's
 * webhooks report batches, responses and the like, but never keys.
 */
public final class OpenAiConnector implements Connector {
    private static final List<AccessStream> STREAMS = List.of(
            OpenAiAdminKeysStream.stream(),
            OpenAiProjectKeysStream.stream(),
            OpenAiServiceAccountsStream.stream(),
            OpenAiUsersStream.stream(),
            OpenAiInvitesStream.stream(),
            OpenAiCertificatesStream.stream(),
            new OpenAiAuditLogStream(),
            new OpenAiUsageStream());

    private final ProviderErrorMapper responses = new OpenAiErrors();
    private final Authenticator authenticator = new OpenAiAuthenticator();
    private final Revoker revoker = new OpenAiRevoker();

    @Override
    public ProviderId provider() {
        return OpenAiIds.OPENAI;
    }

    @Override
    public ConnectorDefinition definition() {
        return OpenAiDefinition.PROFILE;
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
