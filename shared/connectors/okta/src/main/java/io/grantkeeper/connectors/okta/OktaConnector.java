package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorParts;
import io.grantkeeper.identity.ProviderId;

/**
 * A connector that reads an Okta organization as a service app or with an API token. It has no push channel, because
 * event hooks and log streams do not expire, and missed events are in the system log.
 */
public final class OktaConnector implements Connector {
    static final ProviderId PROVIDER = new ProviderId("okta");

    private final OktaDpopNonces nonces = new OktaDpopNonces();
    private final ConnectorParts parts = ConnectorParts.of(
                    OktaDefinition.CONNECTOR, new OktaAuthenticator(nonces), new OktaErrors(nonces))
            .withStreams(
                    OktaUsersStream.stream(),
                    OktaPeopleRolesStream.stream(),
                    new OktaApiTokensStream(),
                    new OktaAppsStream(),
                    OktaAppAssignmentsStream.stream(),
                    new OktaAppCredentialsStream(),
                    new OktaAppRolesStream(),
                    new OktaRefreshTokensStream(),
                    new OktaApiServicesStream(),
                    OktaConsentsStream.stream(),
                    OktaServiceAccountsStream.inApps(),
                    OktaServiceAccountsStream.ofOkta(),
                    new OktaAiAgentsStream(),
                    OktaSystemLogStream.stream())
            .withRevoker(new OktaRevoker())
            .withWebhooks(new OktaWebhooks())
            .withBus(new OktaEventBusDecoder())
            .withActivities(new OktaActivityMapper());

    @Override
    public ConnectorParts parts() {
        return parts;
    }
}
