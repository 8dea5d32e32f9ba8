package io.grantkeeper.authzen;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One HTTP request. */
public final class HttpCall {
    private final String method;
    private final String path;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final byte[] body;

    /**
     * Takes a request as it came.
     *
     * @param path without the query
     * @param headers by their names, whose case does not matter
     */
    public HttpCall(String method, String path, Map<String, String> headers, byte[] body) {
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

    byte[] body() {
        return body.clone();
    }

    int size() {
        return body.length;
    }

    /** Never the headers or the body: they hold credentials and people's data. */
    @Override
    public String toString() {
        return "%s %s, %d bytes".formatted(method, path, body.length);
    }
}
