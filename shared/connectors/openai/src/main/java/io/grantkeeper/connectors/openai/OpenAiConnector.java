package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorParts;

/**
 * A connector that reads an OpenAI organization with an admin key. The connector has no webhooks, because OpenAI's
 * webhooks report batches, responses and the like, but never keys.
 */
public final class OpenAiConnector implements Connector {
    private final ConnectorParts parts = ConnectorParts.of(
                    OpenAiDefinition.CONNECTOR, new OpenAiAuthenticator(), new OpenAiErrors())
            .withStreams(OpenAiStreams.ALL)
            .withRevoker(new OpenAiRevoker())
            .withActivities(new OpenAiActivityMapper());

    @Override
    public ConnectorParts parts() {
        return parts;
    }
}
