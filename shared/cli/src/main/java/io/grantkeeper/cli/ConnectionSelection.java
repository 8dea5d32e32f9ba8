package io.grantkeeper.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Parameters;

/** The connections that a command works on: the named connections, or all if none is named. */
final class ConnectionSelection {
    @Parameters(paramLabel = "CONNECTION", arity = "0..*", description = "Connections to process (default: all).")
    private List<String> names = List.of();

    /**
     * Returns the selected connections, in the order of the configuration.
     *
     * @throws IllegalArgumentException if a named connection is not configured; the message lists the configured ones
     */
    List<Connection> of(ConnectionsConfig config) {
        return select(config, names);
    }

    /**
     * Returns the ids of the selected connections. If no connection is named, the result includes {@link
     * ConnectionId#DECISION_POINT}, the connection of the unknown agents that asked for a decision. It is never
     * configured, but it can be named.
     *
     * @throws IllegalArgumentException if another named connection is not configured; the message lists the configured
     *     ones
     */
    List<ConnectionId> withUnknownAgents(ConnectionsConfig config) {
        String unknownAgents = ConnectionId.DECISION_POINT.value();
        List<String> configured =
                names.stream().filter(name -> !name.equals(unknownAgents)).toList();
        List<Connection> selected = configured.isEmpty() && !names.isEmpty() ? List.of() : select(config, configured);
        Stream<ConnectionId> further =
                names.isEmpty() || names.contains(unknownAgents) ? Stream.of(ConnectionId.DECISION_POINT) : Stream.of();
        return Stream.concat(selected.stream().map(Connection::id), further)
                .distinct()
                .toList();
    }

    private static List<Connection> select(ConnectionsConfig config, List<String> names) {
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
