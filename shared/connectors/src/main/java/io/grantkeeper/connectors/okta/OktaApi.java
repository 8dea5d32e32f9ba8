package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
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

/** Calls of Okta's API. Every call names the scope it needs, which is also what it is authenticated with. */
final class OktaApi {
    /** A listing below one object that has more pages than this is broken: Okta's pages hold at least 20 rows. */
    private static final int MOST_PAGES = 200;

    private final ProviderSession session;
    private final OktaSettings settings;

    OktaApi(ProviderSession session) throws ConnectorException {
        this.session = session;
        this.settings = OktaSettings.of(session.connection());
    }

    /** Where a call goes and what it counts against. */
    record Call(String scope, String limit, String path, Map<String, String> parameters) {
        Call(String scope, String limit, String path) {
            this(scope, limit, path, Map.of());
        }

        Call with(String name, String value) {
            Map<String, String> more = new TreeMap<>(parameters);
            more.put(name, value);
            return new Call(scope, limit, path, more);
        }

        /** The page that the cursor is at. */
        Call at(Cursor cursor) {
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

    JsonBody get(Call call) throws ConnectorException {
        return JsonBody.of(page(call));
    }

    /** Empty where there is no such object any more. */
    Optional<JsonBody> find(Call call) throws ConnectorException {
        try {
            return Optional.of(get(call));
        } catch (ConnectorException e) {
            if (e.problem() instanceof NotFound) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** A whole listing below one object; nothing where the object is gone, for then it holds nothing. */
    List<JsonBody> all(Call call) throws ConnectorException {
        List<JsonBody> rows = new ArrayList<>();
        Cursor cursor = Cursor.start();
        for (int page = 0; page < MOST_PAGES; page++) {
            ProviderResponse response;
            try {
                response = page(call.at(cursor));
            } catch (ConnectorException e) {
                if (page == 0 && e.problem() instanceof NotFound) {
                    return List.of();
                }
                throw e;
            }
            rows.addAll(rows(JsonBody.of(response)));
            Optional<String> next = NextPage.of(response, cursor);
            if (next.isEmpty()) {
                return List.copyOf(rows);
            }
            cursor = Cursor.at(next.get());
        }
        throw Problems.unexpected("%s has more than %d pages".formatted(call.path(), MOST_PAGES));
    }

    /** Most listings are an array; newer ones hold theirs in {@code data}, and keys lie in {@code jwks.keys}. */
    static List<JsonBody> rows(JsonBody body) throws ConnectorException {
        if (body.isArray()) {
            return body.elements();
        }
        Optional<JsonBody> keys = body.optionalObject("jwks");
        return keys.isPresent() ? keys.get().list("keys") : body.list("data");
    }

    /** Doing it twice is the same as doing it once; what is gone already counts as done. */
    void delete(Call call) throws ConnectorException {
        change(Method.DELETE, call);
    }

    /** A step in an object's life, such as {@code .../lifecycle/deactivate}. */
    void post(Call call) throws ConnectorException {
        change(Method.POST, call);
    }

    private void change(Method method, Call call) throws ConnectorException {
        try {
            session.http()
                    .send(ProviderRequest.change(method, uri(call), call.limit(), call.scope(), null, true)
                            .header("accept", "application/json"));
        } catch (ConnectorException e) {
            if (!(e.problem() instanceof NotFound)) {
                throw e;
            }
        }
    }

    /** A path with every variable part encoded, so that an odd id cannot lead elsewhere. */
    static String path(String template, String... values) {
        Object[] encoded = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            String value = encode(values[i]);
            // A segment of dots alone would be taken for a step up the path.
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
