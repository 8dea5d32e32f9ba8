package io.grantkeeper.connectors.slack;

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

/** Reads a Slack organisation, or a single workspace, with the token of an owner. */
public final class SlackConnector implements Connector {
    private final List<AccessStream> streams = List.of(
            AppListings.approved(),
            AppListings.restricted(),
            AppListings.requests(),
            new InstalledApps(),
            new People(),
            new Members(),
            new Workflows(),
            new IntegrationLog(),
            new AppActivities(),
            new AuditLog());

    private final ResponseReader responses = new SlackResponses();
    private final Authenticator authenticator = new SlackAuthenticator();
    private final Revoker revoker = new SlackRevoker();
    private final WebhookVerifier webhooks = new SlackWebhooks();

    @Override
    public ProviderId provider() {
        return Naming.SLACK;
    }

    @Override
    public ConnectorProfile profile() {
        return SlackProfile.PROFILE;
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

    /** Events are switched on in the app's settings: there is nothing to renew. */
    @Override
    public Optional<PushChannel> pushChannel() {
        return Optional.empty();
    }
}
