package io.grantkeeper.connector.http;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One call to a provider.
 *
 * @param limit the declared rate limit that it counts against
 * @param credential which of the connection's credentials it is made with; empty for none
 * @param headers by lower-case name; authentication is added later and never printed
 * @param idempotent whether it may be sent again after a broken connection
 * @param units how much of the limit it takes: 1, but where the provider weighs its calls
 */
public record ProviderRequest(
        Method method,
        URI uri,
        String limit,
        String credential,
        SortedMap<String, String> headers,
        Optional<Body> body,
        boolean idempotent,
        int units) {
    public enum Method {
        GET,
        POST,
        PUT,
        PATCH,
        DELETE
    }

    /** A request body; it does not print its content. */
    public record Body(String contentType, String content) {
        @Override
        public String toString() {
            return contentType + ", " + content.length() + " characters";
        }
    }

    public ProviderRequest {
        headers = new TreeMap<>(headers);
        if (units < 1) {
            throw new IllegalArgumentException("a call takes at least one unit of its limit");
        }
    }

    /** A GET made with the connection's main credential. */
    public static ProviderRequest get(URI uri, String limit, String credential) {
        return new ProviderRequest(Method.GET, uri, limit, credential, new TreeMap<>(), Optional.empty(), true, 1);
    }

    /** A call that changes something; sent again only where {@code idempotent}. */
    public static ProviderRequest change(
            Method method, URI uri, String limit, String credential, @Nullable Body body, boolean idempotent) {
        return new ProviderRequest(
                method, uri, limit, credential, new TreeMap<>(), Optional.ofNullable(body), idempotent, 1);
    }

    public ProviderRequest header(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new ProviderRequest(method, uri, limit, credential, new TreeMap<>(more), body, idempotent, units);
    }

    /** The same call where the provider weighs it as so many. */
    public ProviderRequest weighing(int asMany) {
        return new ProviderRequest(method, uri, limit, credential, headers, body, idempotent, asMany);
    }

    /** The same call without any credential: for token endpoints. */
    public ProviderRequest unauthenticated() {
        return new ProviderRequest(method, uri, limit, "", headers, body, idempotent, units);
    }

    public boolean needsAuthentication() {
        return !credential.isEmpty();
    }

    /** Method and path: neither query, which may name people, nor headers, which hold tokens. */
    @Override
    public String toString() {
        return method + " " + uri.getHost() + uri.getPath();
    }
}
