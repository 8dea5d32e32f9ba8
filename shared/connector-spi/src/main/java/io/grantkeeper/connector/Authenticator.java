package io.grantkeeper.connector;

import io.grantkeeper.connector.http.ProviderRequest;

/** Turns a connection's credentials into the headers of a request. */
public interface Authenticator {
    /**
     * The request with its authentication. Tokens are cached per connection and scope and renewed before they expire;
     * {@code session.http()} may be used to fetch one with {@link ProviderRequest#unauthenticated()}.
     */
    ProviderRequest authenticate(ProviderSession session, ProviderRequest request) throws ConnectorException;

    /** Forgets what is cached for the connection: the provider has refused it. */
    void forget(ProviderSession session);
}
