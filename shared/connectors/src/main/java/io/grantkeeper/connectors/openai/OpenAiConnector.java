package io.grantkeeper.connectors.openai;

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
 * Reads an OpenAI organisation with an admin key. OpenAI's webhooks tell of batches, responses and the like, never of
 * keys, so there is none to hear.
 */
public final class OpenAiConnector implements Connector {
    private static final List<AccessStream> STREAMS = List.of(
            AdminKeys.stream(),
            ProjectKeys.stream(),
            ServiceAccounts.stream(),
            Users.stream(),
            Invites.stream(),
            Certificates.stream(),
            new AuditLog(),
            new UsageByKey());

    private final ResponseReader responses = new OpenAiResponses();
    private final Authenticator authenticator = new AdminKeyHeader();
    private final Revoker revoker = new OpenAiRevoker();

    @Override
    public ProviderId provider() {
        return Naming.OPENAI;
    }

    @Override
    public ConnectorProfile profile() {
        return OpenAiProfile.PROFILE;
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
