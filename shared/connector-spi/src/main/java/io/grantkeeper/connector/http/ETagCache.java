package io.grantkeeper.connector.http;

import io.grantkeeper.identity.Connection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A cache of responses that the provider can confirm with status 304 instead of sending them again. The cache
 * is bounded in bytes and evicts the least recently used entry. Each connection and credential has separate
 * entries, because credentials can give access to different data.
 */
final class ETagCache {
    private record Key(
            String tenant, String connection, String credential, String uri, SortedMap<String, String> headers) {}

    private final long maxBytes;
    private final Map<Key, ProviderResponse> answers = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    ETagCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    synchronized Optional<ProviderResponse> find(Connection connection, ProviderRequest request) {
        return Optional.ofNullable(answers.get(key(connection, request)));
    }

    /**
     * Stores the response to a GET request if its status is 200, it has an ETag, and its body takes up at most a tenth
     * of the cache.
     */
    synchronized void store(Connection connection, ProviderRequest request, ProviderResponse response) {
        if (request.method() != ProviderRequest.Method.GET
                || response.status() != 200
                || response.header("etag").isEmpty()
                || response.body().length > maxBytes / 10) {
            return;
        }
        ProviderResponse replaced = answers.put(key(connection, request), response);
        bytes += response.body().length - (replaced == null ? 0 : replaced.body().length);
        var eldest = answers.entrySet().iterator();
        while (bytes > maxBytes && eldest.hasNext()) {
            bytes -= eldest.next().getValue().body().length;
            eldest.remove();
        }
    }

    /** Returns the cached response with the headers of the new one, which report the remaining rate limit. */
    static ProviderResponse revalidated(ProviderResponse kept, ProviderResponse notModified) {
        var headers = new TreeMap<>(kept.headers());
        notModified.headers().forEach((name, values) -> {
            if (!name.equals("content-length")) {
                headers.put(name, values);
            }
        });
        return new ProviderResponse(notModified.request(), kept.status(), headers, kept.body());
    }

    private static Key key(Connection connection, ProviderRequest request) {
        return new Key(
                connection.tenant().value(),
                connection.id().value(),
                request.credential(),
                request.uri().toString(),
                request.headers());
    }
}
