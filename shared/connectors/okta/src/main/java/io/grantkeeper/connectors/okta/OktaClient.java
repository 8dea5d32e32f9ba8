package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.http.ProviderRequest.Method;
import io.grantkeeper.connector.http.ProviderResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sends calls to Okta's API. Every call names the scope that it requires, which also determines the token to use. */
final class OktaClient {
    /**
     * The maximum number of pages in a listing below a single object, such as the grants of an app. Okta's pages
     * contain at least 20 rows, so a listing with more pages is broken.
     */
    private static final int MAX_PAGES = 200;

    private final ProviderSession session;
    private final OktaSettings settings;

    OktaClient(ProviderSession session) throws ConnectorException {
        this.session = session;
        this.settings = OktaSettings.of(session.connection());
    }

    /**
     * A call to Okta's API, without the HTTP method.
     *
     * @param scope the scope that the call requires
     * @param limit the name of the rate limit that the call counts against
     */
    record Call(String scope, String limit, String path, Map<String, String> parameters) {
        Call(String scope, String limit, String path) {
            this(scope, limit, path, Map.of());
        }

        Call with(String name, String value) {
            Map<String, String> more = new TreeMap<>(parameters);
            more.put(name, value);
            return new Call(scope, limit, path, more);
        }

        /** Returns the same call for the page that the cursor points to. */
        Call at(PartitionCursor cursor) {
            return cursor.token().map(after -> with("after", after)).orElse(this);
        }
    }

    ProviderSession session() {
        return session;
    }

    OktaSettings settings() {
        return settings;
    }

    ProviderResponse page(Call call) throws ConnectorException {
        return session.http()
                .send(ProviderRequest.get(uri(call), call.limit(), call.scope()).header("accept", "application/json"));
    }

    JsonNodeReader get(Call call) throws ConnectorException {
        return JsonNodeReader.of(page(call));
    }

    /** Returns the object, or empty if it no longer exists. */
    Optional<JsonNodeReader> find(Call call) throws ConnectorException {
        try {
            return Optional.of(get(call));
        } catch (ConnectorException e) {
            if (e.problem() instanceof NotFound) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Returns a whole listing below one object, or an empty list if the object no longer exists. */
    List<JsonNodeReader> all(Call call) throws ConnectorException {
        List<JsonNodeReader> rows = new ArrayList<>();
        PartitionCursor cursor = PartitionCursor.start();
        for (int page = 0; page < MAX_PAGES; page++) {
            ProviderResponse response;
            try {
                response = page(call.at(cursor));
            } catch (ConnectorException e) {
                if (page == 0 && e.problem() instanceof NotFound) {
                    return List.of();
                }
                throw e;
            }
            rows.addAll(rows(JsonNodeReader.of(response)));
            Optional<String> next = OktaNextPage.of(response, cursor);
            if (next.isEmpty()) {
                return List.copyOf(rows);
            }
            cursor = PartitionCursor.at(next.get());
        }
        throw ConnectorException.unexpected("%s has more than %d pages".formatted(call.path(), MAX_PAGES));
    }

    /**
     * Returns the rows of a response. In most listings, the response is an array. In newer ones, the rows are in the
     * member {@code data}. Keys are in {@code jwks.keys}.
     */
    static List<JsonNodeReader> rows(JsonNodeReader body) throws ConnectorException {
        if (body.isArray()) {
            return body.elements();
        }
        Optional<JsonNodeReader> keys = body.optionalObject("jwks");
        return keys.isPresent() ? keys.get().list("keys") : body.list("data");
    }

    /** Deletes an object. The call is idempotent: an object that no longer exists counts as deleted. */
    void delete(Call call) throws ConnectorException {
        change(Method.DELETE, call);
    }

    /** Changes the lifecycle state of an object, with a call such as {@code .../lifecycle/deactivate}. */
    void post(Call call) throws ConnectorException {
        change(Method.POST, call);
    }

    private void change(Method method, Call call) throws ConnectorException {
        try {
            session.http()
                    .send(ProviderRequest.mutation(method, uri(call), call.limit(), call.scope(), null, true)
                            .header("accept", "application/json"));
        } catch (ConnectorException e) {
            if (!(e.problem() instanceof NotFound)) {
                throw e;
            }
        }
    }

    /**
     * Returns a path. Every variable part is encoded, so that an id with special characters cannot change which
     * resource is called.
     */
    static String path(String template, String... values) {
        Object[] encoded = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            String value = encode(values[i]);
            // A segment that consists only of dots would be read as the current or parent directory.
            encoded[i] = value.matches("\\.{1,2}") ? value.replace(".", "%2E") : value;
        }
        return template.formatted(encoded);
    }

    private URI uri(Call call) {
        StringBuilder text = new StringBuilder(settings.organization() + call.path());
        char separator = '?';
        for (Map.Entry<String, String> parameter : call.parameters().entrySet()) {
            text.append(separator).append(parameter.getKey()).append('=').append(encode(parameter.getValue()));
            separator = '&';
        }
        return URI.create(text.toString());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
