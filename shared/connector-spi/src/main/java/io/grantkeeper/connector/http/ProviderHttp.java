package io.grantkeeper.connector.http;

import io.grantkeeper.connector.ConnectorException;

/** Sends requests to a provider and returns only answers that are good. */
public interface ProviderHttp {
    /**
     * @return an answer that the connector's {@link ResponseReader} holds to be good
     * @throws ConnectorException for anything else, one of the closed set
     */
    ProviderResponse send(ProviderRequest request) throws ConnectorException;
}
