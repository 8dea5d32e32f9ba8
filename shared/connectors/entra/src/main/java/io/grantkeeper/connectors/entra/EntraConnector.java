package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorParts;
import io.grantkeeper.identity.ProviderId;

/**
 * A connector that reads a Microsoft Entra tenant through an app registration with application permissions for
 * Microsoft Graph.
 */
public final class EntraConnector implements Connector {
    static final ProviderId PROVIDER = new ProviderId("microsoft");

    private final ConnectorParts parts = ConnectorParts.of(
                    EntraDefinition.CONNECTOR, new EntraAuthenticator(), new EntraErrors())
            .withStreams(
                    new EntraUsersStream(),
                    new EntraDirectoryRolesStream(),
                    new EntraServicePrincipalsStream(),
                    new EntraDelegatedGrantsStream(),
                    new EntraAppRolesStream(),
                    new EntraApplicationsStream(),
                    new EntraAgentIdentitiesStream(),
                    new EntraAgentUsersStream(),
                    new EntraSignInActivityStream(),
                    new EntraCredentialActivityStream(),
                    new EntraDirectoryAuditsStream(),
                    EntraSignInsStream.stream(),
                    EntraRiskStream.apps(),
                    EntraRiskStream.agents())
            .withRevoker(new EntraRevoker())
            .withWebhooks(new EntraWebhooks())
            .withPushChannel(new EntraPushChannel())
            .withActivities(new EntraActivityMapper());

    @Override
    public ConnectorParts parts() {
        return parts;
    }
}
