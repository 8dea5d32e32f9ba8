package io.grantkeeper.functions.connections;

import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The connections in the configuration, which can be found by their IDs. */
public interface ConfiguredConnections {
    Optional<Connection> find(TenantId tenant, ConnectionId id);

    List<Connection> all();

    static ConfiguredConnections of(Collection<Connection> connections) {
        List<Connection> all = List.copyOf(connections);
        return new ConfiguredConnections() {
            @Override
            public Optional<Connection> find(TenantId tenant, ConnectionId id) {
                return all.stream()
                        .filter(connection -> connection.tenant().equals(tenant)
                                && connection.id().equals(id))
                        .findFirst();
            }

            @Override
            public List<Connection> all() {
                return all;
            }
        };
    }
}
