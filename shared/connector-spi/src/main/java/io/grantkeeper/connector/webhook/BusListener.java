package io.grantkeeper.connector.webhook;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.identity.Connection;
import java.util.Optional;

/**
 * Understands events that a provider puts on an event bus. Who may put them there is the bus's to see to, so there is no
 * signature; an event is a hint like any webhook. Makes no call to the provider.
 */
public interface BusListener {
    /**
     * Where the connection's events come from; empty where it hears none from a bus.
     *
     * @throws ConnectorException {@code Misconfigured} where the setting that says so is malformed
     */
    Optional<String> source(Connection connection) throws ConnectorException;

    /** What the event turned out to be. Never a handshake. */
    WebhookOutcome accept(ProviderSession session, BusEvent event);
}
