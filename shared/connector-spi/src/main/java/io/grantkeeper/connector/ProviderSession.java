package io.grantkeeper.connector;

import io.grantkeeper.connector.http.ProviderHttp;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.Secret;
import java.time.Clock;
import java.util.Optional;

/** The environment in which a connector serves one connection. */
public interface ProviderSession {
    Connection connection();

    /**
     * Returns the client that calls the provider. Its calls are authenticated, rate-limited, bounded in time and size,
     * and restricted to declared hosts.
     */
    ProviderHttp http();

    /** Returns the credential in the credential slot with this name; empty if the connection does not configure it. */
    Optional<Secret> credential(String name) throws ConnectorException;

    Clock clock();

    /**
     * Returns a credential that the connector requires.
     *
     * @throws ConnectorException {@link ConnectorProblem.Misconfigured} if the credential is missing; the message names
     *     the connection and the slot
     */
    default Secret requiredCredential(String name) throws ConnectorException {
        return credential(name)
                .orElseThrow(() -> new ConnectorException(
                        new ConnectorProblem.Misconfigured("connection '%s' (%s) requires the credential '%s'"
                                .formatted(connection().id(), connection().provider(), name))));
    }
}
