package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.http.ProviderRequest.Body;
import io.grantkeeper.connector.http.ProviderRequest.Method;
import io.grantkeeper.connector.http.ProviderResponse;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Sends calls to Google, all authenticated with the same service account key. */
final class GoogleClient {
    /** The credential slot for the key file that Google creates. */
    static final String KEY = "service-account-key";

    private GoogleClient() {}

    static JsonNodeReader get(ProviderSession session, URI uri, String limit) throws ConnectorException {
        return JsonNodeReader.of(send(session, uri, limit));
    }

    /**
     * Sends a request and returns the response without parsing it, for callers that must distinguish a rejected call
     * from an unreadable response.
     */
    static ProviderResponse send(ProviderSession session, URI uri, String limit) throws ConnectorException {
        return session.http().send(ProviderRequest.get(uri, limit, KEY));
    }

    static void delete(ProviderSession session, URI uri, String limit) throws ConnectorException {
        session.http().send(ProviderRequest.mutation(Method.DELETE, uri, limit, KEY, null, true));
    }

    /**
     * Sends a POST request.
     *
     * @param idempotent whether repeating the call has no further effect
     */
    static ProviderResponse post(
            ProviderSession session, URI uri, String limit, @Nullable Body body, boolean idempotent)
            throws ConnectorException {
        return session.http().send(ProviderRequest.mutation(Method.POST, uri, limit, KEY, body, idempotent));
    }
}
