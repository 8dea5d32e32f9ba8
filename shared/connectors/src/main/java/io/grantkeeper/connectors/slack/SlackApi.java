package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.http.ProviderRequest.Body;
import io.grantkeeper.connector.http.ProviderRequest.Method;
import io.grantkeeper.identity.ConnectionId;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Calls Slack's methods for one connection. */
final class SlackApi {
    private final ProviderSession session;
    private final SlackSettings settings;

    SlackApi(ProviderSession session) throws ConnectorException {
        this.session = session;
        this.settings = SlackSettings.of(session.connection());
    }

    ConnectionId connection() {
        return session.connection().id();
    }

    /** Reads; arguments go into the query, in the order of their names. */
    JsonBody read(SlackMethod method, Map<String, String> arguments) throws ConnectorException {
        return get(settings.api() + "/" + method.wireName(), method, arguments);
    }

    /** Reads the Audit Logs API. */
    JsonBody auditLogs(Map<String, String> arguments) throws ConnectorException {
        return get(settings.audit() + "/logs", SlackMethod.AUDIT_LOGS, arguments);
    }

    /** Changes something; all changes made here can be made twice with the same result. */
    JsonBody change(SlackMethod method, Map<String, String> arguments) throws ConnectorException {
        return JsonBody.of(session.http().send(form(settings, method, arguments)));
    }

    static ProviderRequest form(SlackSettings settings, SlackMethod method, Map<String, String> arguments) {
        return ProviderRequest.change(
                Method.POST,
                URI.create(settings.api() + "/" + method.wireName()),
                method.wireName(),
                method.slot(),
                new Body("application/x-www-form-urlencoded", encoded(arguments)),
                true);
    }

    private JsonBody get(String address, SlackMethod method, Map<String, String> arguments) throws ConnectorException {
        URI uri = URI.create(arguments.isEmpty() ? address : address + "?" + encoded(arguments));
        return JsonBody.of(session.http().send(ProviderRequest.get(uri, method.wireName(), method.slot())));
    }

    private static String encoded(Map<String, String> arguments) {
        return new TreeMap<>(arguments)
                .entrySet().stream()
                        .map(argument -> encode(argument.getKey()) + "=" + encode(argument.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
