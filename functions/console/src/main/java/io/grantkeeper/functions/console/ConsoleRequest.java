package io.grantkeeper.functions.console;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.grantkeeper.functions.runtime.HttpEvents;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request to the console.
 *
 * @param headers the headers, with lowercase names
 * @param query the decoded query parameters
 * @param size the size of the body, in bytes
 */
record ConsoleRequest(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        Map<String, String> cookies,
        String body,
        int size) {
    /** The maximum length of a path. All addresses of the console are shorter. */
    static final int MAX_PATH = 4_096;

    ConsoleRequest {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
        cookies = Map.copyOf(cookies);
    }

    /**
     * Converts an event to a request.
     *
     * @throws IllegalArgumentException if the event is not a request
     */
    static ConsoleRequest of(APIGatewayV2HTTPEvent event) {
        String path = event.getRawPath();
        if (path == null || path.isEmpty() || path.length() > MAX_PATH) {
            throw new IllegalArgumentException("the request has no path, or one that is too long");
        }
        Map<String, String> headers = new HashMap<>();
        if (event.getHeaders() != null) {
            event.getHeaders().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        }
        byte[] body = body(event);
        return new ConsoleRequest(
                HttpEvents.method(event),
                path,
                event.getQueryStringParameters() == null ? Map.of() : event.getQueryStringParameters(),
                headers,
                cookies(event, headers),
                new String(body, StandardCharsets.UTF_8),
                body.length);
    }

    private static byte[] body(APIGatewayV2HTTPEvent event) {
        if (event.getBody() == null) {
            return new byte[0];
        }
        return event.getIsBase64Encoded()
                ? Base64.getDecoder().decode(event.getBody())
                : event.getBody().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads the cookies. API Gateway lists them separately; other senders use the header. If a name occurs more than
     * once, the first cookie is used.
     */
    private static Map<String, String> cookies(APIGatewayV2HTTPEvent event, Map<String, String> headers) {
        Map<String, String> cookies = new HashMap<>();
        List<String> listed = event.getCookies() == null ? List.of() : event.getCookies();
        Stream.concat(
                        listed.stream(),
                        Stream.of(headers.getOrDefault("cookie", "").split(";", 64)))
                .map(String::strip)
                .forEach(pair -> {
                    int equals = pair.indexOf('=');
                    if (equals > 0) {
                        cookies.putIfAbsent(pair.substring(0, equals), pair.substring(equals + 1));
                    }
                });
        return cookies;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Returns a query parameter; empty if it is absent or empty. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
    }

    boolean isRead() {
        return method.equals("GET") || method.equals("HEAD");
    }
}
