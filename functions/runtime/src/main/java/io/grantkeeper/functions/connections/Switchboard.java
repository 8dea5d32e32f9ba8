package io.grantkeeper.functions.connections;

import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import java.util.Optional;

/** Puts a function through to a provider: connection, connector and session together. */
public final class Switchboard {
    private final Connections connections;
    private final ConnectorRegistry connectors;
    private final Sessions sessions;

    public Switchboard(Connections connections, ConnectorRegistry connectors, Sessions sessions) {
        this.connections = connections;
        this.connectors = connectors;
        this.sessions = sessions;
    }

    /** Empty where no such connection is configured, or its provider has no connector. */
    public Optional<Wired> connect(TenantId tenant, ConnectionId id) {
        return connections
                .find(tenant, id)
                .flatMap(connection -> connectors
                        .find(connection.provider())
                        .map(connector -> new Wired(connection, connector, sessions.open(connector, connection))));
    }
}
