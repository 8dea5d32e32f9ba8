package io.grantkeeper.authzen;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An HTTP request to the AuthZEN API, independent of the server that received it. */
public final class AuthZenHttpRequest {
    private static final String BEARER = "Bearer ";

    private final String method;
    private final String path;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final byte[] body;

    /**
     * Creates a request.
     *
     * @param path the path without the query
     * @param headers the headers by name; names are not case-sensitive
     */
    public AuthZenHttpRequest(String method, String path, Map<String, String> headers, byte[] body) {
        this.method = method.toUpperCase(Locale.ROOT);
        this.path = path;
        this.headers.putAll(headers);
        this.body = body.clone();
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /**
     * Returns the token of a bearer {@code Authorization} header; empty if there is none. The name of the scheme is not
     * case-sensitive (RFC 9110, section 11.1).
     */
    public Optional<String> bearerToken() {
        return header("Authorization")
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
    }

    byte[] body() {
        return body.clone();
    }

    int size() {
        return body.length;
    }

    /**
     * Returns the method, path and body size. Headers and body are omitted, because they contain credentials and
     * personal data.
     */
    @Override
    public String toString() {
        return "%s %s, %d bytes".formatted(method, path, body.length);
    }
}
