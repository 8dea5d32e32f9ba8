package io.grantkeeper.connector.http;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.Secret;
import java.util.Optional;

/** Reads a connection's credentials from the place where the operator stores them. */
@FunctionalInterface
public interface CredentialResolver {
    /**
     * Returns the credential for a slot.
     *
     * @param slot the slot's name in the connector's definition
     * @return the credential, or empty if the connection configures none for the slot
     * @throws ConnectorException {@code Misconfigured} if a credential is configured but cannot be read
     */
    Optional<Secret> resolve(Connection connection, String slot) throws ConnectorException;

    /**
     * Discards cached credentials. Call it after the provider rejected a credential, because the operator may have
     * replaced the credential since it was read.
     */
    default void invalidate(Connection connection) {}
}
