package io.grantkeeper.connector.http;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.Secret;
import java.util.Optional;

/** Finds a connection's credentials where its operator keeps them. */
@FunctionalInterface
public interface CredentialResolver {
    /**
     * @param slot the name that the connector's profile gives it
     * @return empty where the connection configures none under that name
     * @throws ConnectorException {@code Misconfigured} where one is named but cannot be read
     */
    Optional<Secret> resolve(Connection connection, String slot) throws ConnectorException;

    /** The provider refused what was resolved: it may have been replaced since, so nothing kept is good any more. */
    default void refused(Connection connection) {}
}
