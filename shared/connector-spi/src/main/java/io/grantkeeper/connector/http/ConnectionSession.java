package io.grantkeeper.connector.http;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.Secret;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BiFunction;

/** The session of one connection. Like any other problem, an invalid base URL is reported on the first call. */
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
                        this, AllowedHosts.of(connector.definition().hosts(), connection))
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

    /**
     * Discards the connection's cached credentials after the provider rejected one. The next call reads them
     * again.
     */
    void invalidateCredentials() {
        credentials.invalidate(connection);
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
