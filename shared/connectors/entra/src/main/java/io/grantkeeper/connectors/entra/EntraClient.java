package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.NotFoundTolerantCall;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.http.ProviderRequest.Body;
import io.grantkeeper.connector.http.ProviderRequest.Method;
import io.grantkeeper.connector.http.ProviderResponse;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Sends calls to Graph, all authenticated as the same app. */
final class EntraClient {
    /**
     * The group of credential slots. A request that names the group is authenticated with the credential that is
     * configured for the app.
     */
    static final String CREDENTIAL = "client-authentication";

    private EntraClient() {}

    static JsonNodeReader get(ProviderSession session, URI uri, String limit) throws ConnectorException {
        ProviderRequest request = ProviderRequest.get(uri, limit, CREDENTIAL);
        boolean weighed = limit.equals(EntraSettings.of(session).size().directoryLimit());
        return JsonNodeReader.of(
                session.http().send(weighed ? request.withUnits(GraphResourceUnits.of(uri)) : request));
    }

    /** Returns a directory object, or empty if it does not exist. */
    static Optional<JsonNodeReader> find(ProviderSession session, GraphRequestUri address) throws ConnectorException {
        EntraSettings settings = EntraSettings.of(session);
        return NotFoundTolerantCall.find(
                () -> get(session, address.uri(settings), settings.size().directoryLimit()));
    }

    /** Makes an idempotent change. If the object no longer exists, the change counts as successful. */
    static void change(ProviderSession session, Method method, GraphRequestUri address, @Nullable JsonNode body)
            throws ConnectorException {
        NotFoundTolerantCall.remove(() -> send(session, method, address, EntraRateLimits.WRITES, body, true));
    }

    static ProviderResponse send(
            ProviderSession session,
            Method method,
            GraphRequestUri address,
            String limit,
            @Nullable JsonNode body,
            boolean idempotent)
            throws ConnectorException {
        Body content = body == null ? null : new Body("application/json", body.toString());
        return session.http()
                .send(ProviderRequest.mutation(
                        method, address.uri(EntraSettings.of(session)), limit, CREDENTIAL, content, idempotent));
    }
}
