package io.grantkeeper.connector.http;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A provider's answer, read to its end.
 *
 * @param request what was asked
 * @param headers by lower-case name
 * @param body the whole body, at most as large as the client allows
 */
@SuppressWarnings(
        "ArrayRecordComponent") // signatures and JSON readers want the raw bytes; records of it are never compared
public record ProviderResponse(ProviderRequest request, int status, Map<String, List<String>> headers, byte[] body) {
    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        List<String> values = headers.get(name.toLowerCase(java.util.Locale.ROOT));
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The same answer to the request as the connector made it, before authentication was added. */
    ProviderResponse to(ProviderRequest asked) {
        return new ProviderResponse(asked, status, headers, body);
    }

    public URI uri() {
        return request.uri();
    }

    /** What was asked and the status; never the body. */
    @Override
    public String toString() {
        return request + " -> " + status;
    }
}
