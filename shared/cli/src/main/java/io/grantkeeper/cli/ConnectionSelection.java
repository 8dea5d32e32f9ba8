package io.grantkeeper.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.Connection;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The connections that a command works on: the named ones, or all. */
final class ConnectionSelection {
    @Parameters(paramLabel = "CONNECTION", arity = "0..*", description = "Connections to process (default: all).")
    private List<String> names = List.of();

    /**
     * Returns the selected connections, in the order of the configuration.
     *
     * @throws IllegalArgumentException if a named connection is not configured; the message lists the configured ones
     */
    List<Connection> of(ConnectionsConfig config) {
        if (names.isEmpty()) {
            return config.connections();
        }
        for (String name : names) {
            if (config.connections().stream()
                    .noneMatch(connection -> connection.id().value().equals(name))) {
                throw new IllegalArgumentException("connection '%s' is not configured; use one of %s"
                        .formatted(
                                name,
                                config.connections().stream()
                                        .map(Connection::id)
                                        .toList()));
            }
        }
        return config.connections().stream()
                .filter(connection -> names.contains(connection.id().value()))
                .toList();
    }
}
