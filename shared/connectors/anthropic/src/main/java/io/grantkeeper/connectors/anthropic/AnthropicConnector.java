package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorParts;

/**
 * A connector that reads an Anthropic organization (Claude Console) with an admin key. The connector has no webhooks,
 * because none of Anthropic's webhooks report key changes.
 */
public final class AnthropicConnector implements Connector {
    private final ConnectorParts parts = ConnectorParts.of(
                    AnthropicDefinition.CONNECTOR, new AnthropicAuthenticator(), new AnthropicErrors())
            .withStreams(AnthropicStreams.ALL)
            .withRevoker(new AnthropicRevoker())
            .withActivities(new AnthropicActivityMapper());

    @Override
    public ConnectorParts parts() {
        return parts;
    }
}
