package io.grantkeeper.connector;

import io.grantkeeper.connector.http.ProviderHttp;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.Secret;
import java.time.Clock;
import java.util.Optional;

/** What a connector works with while it serves one connection. */
public interface ProviderSession {
    Connection connection();

    /** Calls the provider: authenticated, budgeted, bounded in time and size, only to declared hosts. */
    ProviderHttp http();

    /** A configured credential, by its slot's name. */
    Optional<Secret> credential(String name) throws ConnectorException;

    Clock clock();

    /**
     * A credential that the connector cannot do without.
     *
     * @throws ConnectorException {@link ConnectorProblem.Misconfigured}, naming connection and slot
     */
    default Secret requiredCredential(String name) throws ConnectorException {
        return credential(name)
                .orElseThrow(() -> new ConnectorException(
                        new ConnectorProblem.Misconfigured("connection '%s' (%s) needs the credential '%s'"
                                .formatted(connection().id(), connection().provider(), name))));
    }
}
