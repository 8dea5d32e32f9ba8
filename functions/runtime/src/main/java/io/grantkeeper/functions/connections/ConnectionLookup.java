package io.grantkeeper.functions.connections;

import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import java.util.Optional;

/** Finds a connection's connector and opens a session with its provider. */
public final class ConnectionLookup {
    private final ConfiguredConnections connections;
    private final ConnectorRegistry connectors;
    private final ProviderSessions sessions;

    public ConnectionLookup(
            ConfiguredConnections connections, ConnectorRegistry connectors, ProviderSessions sessions) {
        this.connections = connections;
        this.connectors = connectors;
        this.sessions = sessions;
    }

    /**
     * Opens a session with the provider of a connection. Returns empty if the connection is not configured, or if its
     * provider has no connector.
     */
    public Optional<ConnectedProvider> connect(TenantId tenant, ConnectionId id) {
        return connections
                .find(tenant, id)
                .flatMap(connection -> connectors
                        .find(connection.provider())
                        .map(connector ->
                                new ConnectedProvider(connection, connector, sessions.open(connector, connection))));
    }
}
