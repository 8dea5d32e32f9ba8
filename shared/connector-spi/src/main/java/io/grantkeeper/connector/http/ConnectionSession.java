package io.grantkeeper.connector.http;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.Secret;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BiFunction;

/** One connection's session. A base URL that cannot be is told at the first call, like every other problem. */
final class ConnectionSession implements ProviderSession {
    private final Connection connection;
    private final CredentialResolver credentials;
    private final Clock clock;
    private final ProviderHttp http;

    ConnectionSession(
            Connector connector,
            Connection connection,
            CredentialResolver credentials,
            Clock clock,
            BiFunction<ConnectionSession, AllowedHosts, ProviderHttp> client) {
        this.connection = connection;
        this.credentials = credentials;
        this.clock = clock;
        this.http = request -> client.apply(
                        this, AllowedHosts.of(connector.profile().hosts(), connection))
                .send(request);
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public ProviderHttp http() {
        return http;
    }

    @Override
    public Optional<Secret> credential(String name) throws ConnectorException {
        return credentials.resolve(connection, name);
    }

    /** Reads the connection's credentials anew from now on: the provider has refused them. */
    void refused() {
        credentials.refused(connection);
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public String toString() {
        return "session of %s (%s)".formatted(connection.id(), connection.provider());
    }
}
