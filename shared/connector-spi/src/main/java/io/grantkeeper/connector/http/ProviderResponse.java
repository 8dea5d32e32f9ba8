package io.grantkeeper.connector.http;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A provider's complete response.
 *
 * @param request the request that this response answers
 * @param headers keyed by lowercase name
 * @param body the whole body, limited to the size that the client accepts
 */
@SuppressWarnings(
        "ArrayRecordComponent") // signatures and JSON parsers need the raw bytes; these records are never compared
public record ProviderResponse(ProviderRequest request, int status, Map<String, List<String>> headers, byte[] body) {
    /** Returns the first value of a header, ignoring the case of its name. */
    public Optional<String> header(String name) {
        List<String> values = headers.get(name.toLowerCase(java.util.Locale.ROOT));
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Returns the same response with the request as the connector made it, before authentication was added. */
    ProviderResponse withRequest(ProviderRequest request) {
        return new ProviderResponse(request, status, headers, body);
    }

    public URI uri() {
        return request.uri();
    }

    /** Returns the request and the status, never the body. */
    @Override
    public String toString() {
        return request + " -> " + status;
    }
}
