package io.grantkeeper.local.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.Connection;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The connections that a command is to look at: those named, or all. */
final class Chosen {
    @Parameters(paramLabel = "CONNECTION", arity = "0..*", description = "Connections to look at (default: all).")
    private List<String> names = List.of();

    /**
     * Finds them.
     *
     * @throws IllegalArgumentException naming the connections that there are
     */
    List<Connection> of(ConnectionsConfig config) {
        if (names.isEmpty()) {
            return config.connections();
        }
        for (String name : names) {
            if (config.connections().stream()
                    .noneMatch(connection -> connection.id().value().equals(name))) {
                throw new IllegalArgumentException("no connection is called '%s'; there are %s"
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
