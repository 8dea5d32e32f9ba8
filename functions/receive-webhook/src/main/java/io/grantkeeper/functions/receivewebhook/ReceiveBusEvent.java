package io.grantkeeper.functions.receivewebhook;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.webhook.EventBusDecoder;
import io.grantkeeper.connector.webhook.EventBusEvent;
import io.grantkeeper.functions.connections.ConfiguredConnections;
import io.grantkeeper.functions.connections.ConnectedProvider;
import io.grantkeeper.functions.connections.ConnectionLookup;
import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.identity.Connection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Handles one event from the event bus. Finds the connections that the event's source belongs to, and then handles the
 * event like a webhook. An exception means that Grantkeeper itself failed; EventBridge then retries for a day.
 */
final class ReceiveBusEvent {
    private final Logger log = FunctionLoggers.of(ReceiveBusEvent.class);
    private final ConfiguredConnections connections;
    private final ConnectionLookup switchboard;
    private final ReceiveWebhook webhooks;

    ReceiveBusEvent(ConfiguredConnections connections, ConnectionLookup switchboard, ReceiveWebhook webhooks) {
        this.connections = connections;
        this.switchboard = switchboard;
        this.webhooks = webhooks;
    }

    ReceiveBusEventResult handle(EventBusEvent event) {
        int mine = 0;
        int accepted = 0;
        for (Connection connection : connections.all()) {
            Optional<ConnectedProvider> provider = switchboard.connect(connection.tenant(), connection.id());
            Optional<EventBusDecoder> listener =
                    provider.flatMap(found -> found.connector().bus());
            if (provider.isPresent() && listener.isPresent() && isFor(connection, listener.get(), event)) {
                mine++;
                WebhookResponse answer = webhooks.act(
                        connection, listener.get().accept(provider.get().session(), event));
                accepted += answer.equals(WebhookResponse.ACCEPTED) ? 1 : 0;
            }
        }
        if (mine == 0) {
            log.log(
                    Level.WARNING,
                    "no connection matches an event from the event bus: set 'event-source' of the intended connection to the event's source");
        }
        return new ReceiveBusEventResult(mine, accepted);
    }

    /**
     * Returns whether the event belongs to the given connection. If a setting of the connection is invalid, returns
     * false instead of throwing, so that other connections still receive their events.
     */
    private boolean isFor(Connection connection, EventBusDecoder listener, EventBusEvent event) {
        try {
            return listener.source(connection).filter(event.source()::equals).isPresent();
        } catch (ConnectorException e) {
            log.log(
                    Level.ERROR,
                    "events for connection {0} are ignored: {1}",
                    connection.id(),
                    e.problem().message());
            return false;
        }
    }
}
