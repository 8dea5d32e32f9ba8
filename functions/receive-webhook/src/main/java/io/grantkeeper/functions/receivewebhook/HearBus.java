package io.grantkeeper.functions.receivewebhook;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.webhook.BusEvent;
import io.grantkeeper.connector.webhook.BusListener;
import io.grantkeeper.functions.connections.Connections;
import io.grantkeeper.functions.connections.Switchboard;
import io.grantkeeper.functions.connections.Wired;
import io.grantkeeper.functions.observe.Logs;
import io.grantkeeper.identity.Connection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Handles one event from the event bus. It finds its connection by its source and then goes the way of every webhook.
 * What it throws is our own trouble: EventBridge tries again for a day.
 */
final class HearBus {
    private final Logger log = Logs.of(HearBus.class);
    private final Connections connections;
    private final Switchboard switchboard;
    private final ReceiveWebhook webhooks;

    HearBus(Connections connections, Switchboard switchboard, ReceiveWebhook webhooks) {
        this.connections = connections;
        this.switchboard = switchboard;
        this.webhooks = webhooks;
    }

    BusResult hear(BusEvent event) {
        int mine = 0;
        int accepted = 0;
        for (Connection connection : connections.all()) {
            Optional<Wired> wired = switchboard.connect(connection.tenant(), connection.id());
            Optional<BusListener> listener =
                    wired.flatMap(found -> found.connector().bus());
            if (wired.isPresent() && listener.isPresent() && isFor(connection, listener.get(), event)) {
                mine++;
                Answer answer = webhooks.act(
                        connection, listener.get().accept(wired.get().session(), event));
                accepted += answer.equals(Answer.ACCEPTED) ? 1 : 0;
            }
        }
        if (mine == 0) {
            log.log(Level.WARNING, "an event of the bus is for no connection: no 'event-source' names its source");
        }
        return new BusResult(mine, accepted);
    }

    /** One connection's wrong setting is no reason to lose another's events. */
    private boolean isFor(Connection connection, BusListener listener, BusEvent event) {
        try {
            return listener.source(connection).filter(event.source()::equals).isPresent();
        } catch (ConnectorException e) {
            log.log(
                    Level.ERROR,
                    "events of {0} are not heard: {1}",
                    connection.id(),
                    e.problem().message());
            return false;
        }
    }
}
