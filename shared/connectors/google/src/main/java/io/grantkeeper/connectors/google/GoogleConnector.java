package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorParts;
import io.grantkeeper.identity.ProviderId;

/** A connector that reads a Google Workspace tenant through a service account with domain-wide delegation. */
public final class GoogleConnector implements Connector {
    static final ProviderId PROVIDER = new ProviderId("google");

    private final ConnectorParts parts = ConnectorParts.of(
                    GoogleDefinition.CONNECTOR, new GoogleAuthenticator(), new GoogleErrors())
            .withStreams(
                    GoogleUsersStream.stream(),
                    new GoogleTokensStream(),
                    new GoogleAppPasswordsStream(),
                    GoogleServiceAccountsStream.stream(),
                    new GoogleTokenActivityStream(),
                    new GoogleAdminActivityStream(),
                    new GoogleLoginActivityStream(),
                    new GoogleDriveActivityStream(),
                    GoogleAlertsStream.stream())
            .withRevoker(new GoogleRevoker())
            .withWebhooks(new GoogleWebhooks())
            .withPushChannel(new GooglePushChannel())
            .withActivities(new GoogleActivityMapper());

    @Override
    public ConnectorParts parts() {
        return parts;
    }
}
