package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.http.ProviderRequest.Body;
import io.grantkeeper.connector.http.ProviderRequest.Method;
import io.grantkeeper.connector.http.ProviderResponse;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Sends our calls; all are made with the one service account key. */
final class Calls {
    /** The credential slot that holds Google's key file. */
    static final String KEY = "service-account-key";

    private Calls() {}

    static JsonBody get(ProviderSession session, URI uri, String limit) throws ConnectorException {
        return JsonBody.of(send(session, uri, limit));
    }

    /** The answer unread, for callers who must tell a refusal from an answer they cannot read. */
    static ProviderResponse send(ProviderSession session, URI uri, String limit) throws ConnectorException {
        return session.http().send(ProviderRequest.get(uri, limit, KEY));
    }

    static void delete(ProviderSession session, URI uri, String limit) throws ConnectorException {
        session.http().send(ProviderRequest.change(Method.DELETE, uri, limit, KEY, null, true));
    }

    /** @param idempotent whether doing it twice is the same as doing it once */
    static ProviderResponse post(
            ProviderSession session, URI uri, String limit, @Nullable Body body, boolean idempotent)
            throws ConnectorException {
        return session.http().send(ProviderRequest.change(Method.POST, uri, limit, KEY, body, idempotent));
    }
}
