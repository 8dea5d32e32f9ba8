package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.Authenticator;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.ProviderRequest;

/** An authenticator that sends the admin key unchanged. The key is neither renewed nor cached. */
final class OpenAiAuthenticator implements Authenticator {
    @Override
    public ProviderRequest authenticate(ProviderSession session, ProviderRequest request) throws ConnectorException {
        String key = session.requiredCredential(request.credential()).reveal().strip();
        return request.header("authorization", "Bearer " + key);
    }

    @Override
    public void forget(ProviderSession session) {}
}
