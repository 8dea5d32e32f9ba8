package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.Authenticator;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.ProviderRequest;

/**
 * An authenticator that adds the key and the API version to every call, as Anthropic requires. The key needs no
 * renewal.
 */
final class AnthropicAuthenticator implements Authenticator {
    /** The only API version so far. Source: https://platform.claude.com/docs/en/api/versioning */
    private static final String VERSION = "2023-06-01";

    @Override
    public ProviderRequest authenticate(ProviderSession session, ProviderRequest request) throws ConnectorException {
        String key = session.requiredCredential(request.credential()).reveal().strip();
        return request.header("x-api-key", key).header("anthropic-version", VERSION);
    }

    @Override
    public void forget(ProviderSession session) {}
}
