package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorParts;

/**
 * A connector that reads a Slack organization or a single workspace with an owner's token. It has no push channel, because
 * events are enabled in the app's settings, so there is nothing to renew.
 */
public final class SlackConnector implements Connector {
    private final ConnectorParts parts = ConnectorParts.of(
                    SlackDefinition.CONNECTOR, new SlackAuthenticator(), new SlackErrors())
            .withStreams(SlackStreams.ALL)
            .withRevoker(new SlackRevoker())
            .withWebhooks(new SlackWebhooks())
            .withActivities(new SlackActivityMapper());

    @Override
    public ConnectorParts parts() {
        return parts;
    }
}
