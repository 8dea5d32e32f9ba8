package io.grantkeeper.connector.http;

import io.grantkeeper.connector.ConnectorException;

/** The client that sends requests to a provider and returns only successful responses. */
public interface ProviderHttp {
    /**
     * Sends a request.
     *
     * @return a response in which the connector's {@link ProviderErrorMapper} finds no problem
     * @throws ConnectorException for any other outcome; the exception contains the problem
     */
    ProviderResponse send(ProviderRequest request) throws ConnectorException;
}
