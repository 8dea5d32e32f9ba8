package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.Authenticator;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.ProviderRequest;

/** Sends the admin key. It is used as it is, so there is nothing to renew and nothing to forget. */
final class AdminKeyHeader implements Authenticator {
    @Override
    public ProviderRequest authenticate(ProviderSession session, ProviderRequest request) throws ConnectorException {
        String key = session.requiredCredential(request.credential()).reveal().strip();
        return request.header("authorization", "Bearer " + key);
    }

    @Override
    public void forget(ProviderSession session) {}
}
