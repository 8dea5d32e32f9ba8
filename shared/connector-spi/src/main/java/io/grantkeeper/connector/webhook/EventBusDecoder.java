package io.grantkeeper.connector.webhook;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.identity.Connection;
import java.util.Optional;

/**
 * Decodes the events that a provider publishes to an event bus. The bus controls who may publish, so the events are not
 * signed. Like a webhook, an event is only a hint. The decoder makes no calls to the provider.
 */
public interface EventBusDecoder {
    /**
     * Returns the event source of the connection, or empty if the connection receives no events from a bus.
     *
     * @throws ConnectorException {@code Misconfigured} if the setting for the source is malformed
     */
    Optional<String> source(Connection connection) throws ConnectorException;

    /** Decodes an event. The outcome is never a handshake. */
    WebhookOutcome accept(ProviderSession session, EventBusEvent event);
}
