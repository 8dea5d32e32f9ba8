package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.RowPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.http.ProviderRequest.Body;
import io.grantkeeper.connector.http.ProviderRequest.Method;
import io.grantkeeper.identity.ConnectionId;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A client that calls Slack's methods for one connection. */
final class SlackClient {
    private final ProviderSession session;
    private final SlackSettings settings;

    SlackClient(ProviderSession session) throws ConnectorException {
        this.session = session;
        this.settings = SlackSettings.of(session.connection());
    }

    ConnectionId connection() {
        return session.connection().id();
    }

    /** Calls a method that only reads data. The arguments are sent in the query, sorted by name. */
    JsonNodeReader read(SlackMethod method, Map<String, String> arguments) throws ConnectorException {
        return get(settings.api() + "/" + method.wireName(), method, arguments);
    }

    /**
     * Reads a page from a method that lists rows.
     *
     * @param member the member of the response that contains the rows
     * @param from the cursor of the page; empty for the first one
     */
    RowPage page(SlackMethod method, Map<String, String> arguments, String member, Optional<String> from)
            throws ConnectorException {
        return page(settings.api() + "/" + method.wireName(), method, arguments, member, from);
    }

    /**
     * Reads a page of the Audit Logs API, as {@link #page(SlackMethod, Map, String, Optional)} does for other methods.
     */
    RowPage auditLogs(Map<String, String> arguments, Optional<String> from) throws ConnectorException {
        return page(settings.audit() + "/logs", SlackMethod.AUDIT_LOGS, arguments, "entries", from);
    }

    private RowPage page(
            String address, SlackMethod method, Map<String, String> arguments, String member, Optional<String> from)
            throws ConnectorException {
        Map<String, String> all = new TreeMap<>(arguments);
        from.ifPresent(cursor -> all.put("cursor", cursor));
        JsonNodeReader answer = get(address, method, all);
        return new RowPage(answer.list(member), SlackJson.nextCursor(answer, from.orElse("")));
    }

    /**
     * Calls a method that changes something. Every change that the connector makes can be repeated with the same
     * result.
     */
    JsonNodeReader change(SlackMethod method, Map<String, String> arguments) throws ConnectorException {
        return JsonNodeReader.of(session.http().send(form(settings, method, arguments)));
    }

    static ProviderRequest form(SlackSettings settings, SlackMethod method, Map<String, String> arguments) {
        return ProviderRequest.mutation(
                Method.POST,
                URI.create(settings.api() + "/" + method.wireName()),
                method.wireName(),
                method.slot(),
                new Body("application/x-www-form-urlencoded", encodeForm(arguments)),
                true);
    }

    private JsonNodeReader get(String address, SlackMethod method, Map<String, String> arguments)
            throws ConnectorException {
        URI uri = URI.create(arguments.isEmpty() ? address : address + "?" + encodeForm(arguments));
        return JsonNodeReader.of(session.http().send(ProviderRequest.get(uri, method.wireName(), method.slot())));
    }

    private static String encodeForm(Map<String, String> arguments) {
        return new TreeMap<>(arguments)
                .entrySet().stream()
                        .map(argument -> encode(argument.getKey()) + "=" + encode(argument.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
