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
 * @param limit the name of the declared rate limit that the call counts against
 * @param credential the slot of the credential that authenticates the call; empty if the call needs no authentication
 * @param headers keyed by lowercase name; authentication is added later and never printed
 * @param idempotent whether the call may be sent again after a network failure or a 5xx response
 * @param units how many units of the limit the call costs: 1, unless the provider assigns different costs to calls
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

    /** A request body whose content is never printed. */
    public record Body(String contentType, String content) {
        @Override
        public String toString() {
            return contentType + ", " + content.length() + " characters";
        }
    }

    public ProviderRequest {
        headers = new TreeMap<>(headers);
        if (units < 1) {
            throw new IllegalArgumentException("a call needs at least one unit of its rate limit");
        }
    }

    /** Returns a GET request with the given credential. */
    public static ProviderRequest get(URI uri, String limit, String credential) {
        return new ProviderRequest(Method.GET, uri, limit, credential, new TreeMap<>(), Optional.empty(), true, 1);
    }

    /** Returns a request that changes something at the provider. It is retried only if it is idempotent. */
    public static ProviderRequest mutation(
            Method method, URI uri, String limit, String credential, @Nullable Body body, boolean idempotent) {
        return new ProviderRequest(
                method, uri, limit, credential, new TreeMap<>(), Optional.ofNullable(body), idempotent, 1);
    }

    public ProviderRequest header(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new ProviderRequest(method, uri, limit, credential, new TreeMap<>(more), body, idempotent, units);
    }

    /** Returns the same request with a different cost. */
    public ProviderRequest withUnits(int asMany) {
        return new ProviderRequest(method, uri, limit, credential, headers, body, idempotent, asMany);
    }

    /** Returns the same request without a credential, for token endpoints. */
    public ProviderRequest unauthenticated() {
        return new ProviderRequest(method, uri, limit, "", headers, body, idempotent, units);
    }

    public boolean needsAuthentication() {
        return !credential.isEmpty();
    }

    /**
     * Returns the method, host and path. The query and the headers are omitted, because the query may name people and
     * the headers contain tokens.
     */
    @Override
    public String toString() {
        return method + " " + uri.getHost() + uri.getPath();
    }
}
