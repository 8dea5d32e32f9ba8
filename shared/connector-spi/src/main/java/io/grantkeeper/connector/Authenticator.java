package io.grantkeeper.connector;

import io.grantkeeper.connector.http.ProviderRequest;

/** The strategy that adds a connection's credentials to requests as headers. */
public interface Authenticator {
    /**
     * Returns the request with authentication added. Implementations cache tokens by connection and scope, and renew
     * them before they expire. To fetch a token, an implementation can call {@code session.http()} with {@link
     * ProviderRequest#unauthenticated()}.
     */
    ProviderRequest authenticate(ProviderSession session, ProviderRequest request) throws ConnectorException;

    /** Discards everything that is cached for the connection, because the provider rejected its credential or token. */
    void forget(ProviderSession session);
}
