package io.grantkeeper.connector.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A builder for request URLs. It encodes every part of the URL, so that an id with special characters cannot change
 * which resource is called.
 */
public final class RequestUri {
    private final StringBuilder text;
    private char separator = '?';

    private RequestUri(String base) {
        this.text = new StringBuilder(base);
    }

    /**
     * Returns a builder for a URL below the base URL.
     *
     * @param path path segments below the base: {@code organization}, {@code projects} and an id are three segments
     */
    public static RequestUri of(URI base, String... path) {
        return new RequestUri(base.toString()).below(path);
    }

    /** Adds path segments. Call this method before {@link #with}. */
    public RequestUri below(String... path) {
        for (String segment : path) {
            text.append('/').append(encode(segment));
        }
        return this;
    }

    public RequestUri with(String name, String value) {
        text.append(separator).append(encode(name)).append('=').append(encode(value));
        separator = '&';
        return this;
    }

    /** Adds an array parameter in the form that many APIs expect: {@code group_by[]=a&group_by[]=b}. */
    public RequestUri withArray(String name, Iterable<String> values) {
        for (String value : values) {
            with(name + "[]", value);
        }
        return this;
    }

    public URI uri() {
        return URI.create(text.toString());
    }

    private static String encode(String part) {
        String encoded = URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
        // A segment that consists only of dots would be read as the current or parent directory.
        return encoded.matches("\\.{1,2}") ? encoded.replace(".", "%2E") : encoded;
    }
}
