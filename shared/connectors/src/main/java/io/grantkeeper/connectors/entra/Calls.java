package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.http.ProviderRequest.Body;
import io.grantkeeper.connector.http.ProviderRequest.Method;
import io.grantkeeper.connector.http.ProviderResponse;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Sends our calls; all are made as the one app. */
final class Calls {
    /** Stands for whichever of the app's credentials is configured. */
    static final String CREDENTIAL = "client-authentication";

    private Calls() {}

    static JsonBody get(ProviderSession session, URI uri, String limit) throws ConnectorException {
        ProviderRequest request = ProviderRequest.get(uri, limit, CREDENTIAL);
        boolean weighed = limit.equals(EntraSettings.of(session).size().directory());
        return JsonBody.of(session.http().send(weighed ? request.weighing(ResourceUnits.of(uri)) : request));
    }

    /** One object of the directory; empty where it is not there. */
    static Optional<JsonBody> find(ProviderSession session, Address address) throws ConnectorException {
        EntraSettings settings = EntraSettings.of(session);
        try {
            return Optional.of(
                    get(session, address.uri(settings), settings.size().directory()));
        } catch (ConnectorException e) {
            if (e.problem() instanceof NotFound) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** A change that is the same done once or twice. What is gone already counts as done. */
    static void change(ProviderSession session, Method method, Address address, @Nullable JsonNode body)
            throws ConnectorException {
        try {
            send(session, method, address, Limits.WRITES, body, true);
        } catch (ConnectorException e) {
            if (!(e.problem() instanceof NotFound)) {
                throw e;
            }
        }
    }

    static ProviderResponse send(
            ProviderSession session,
            Method method,
            Address address,
            String limit,
            @Nullable JsonNode body,
            boolean idempotent)
            throws ConnectorException {
        Body content = body == null ? null : new Body("application/json", body.toString());
        return session.http()
                .send(ProviderRequest.change(
                        method, address.uri(EntraSettings.of(session)), limit, CREDENTIAL, content, idempotent));
    }
}
