package io.grantkeeper.connector.webhook;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A webhook as it came.
 *
 * @param method upper case
 * @param path path below the connection's own endpoint, which may hold an unguessable part
 * @param query decoded query parameters
 * @param headers by lower-case name
 * @param body the raw bytes: signatures are over them
 */
@SuppressWarnings("ArrayRecordComponent") // signatures are over the raw bytes; requests are never compared
public record WebhookRequest(
        String method, String path, Map<String, String> query, Map<String, String> headers, byte[] body) {
    public WebhookRequest {
        query = Map.copyOf(query);
        Map<String, String> lowerCase = new TreeMap<>();
        headers.forEach((name, value) -> lowerCase.put(name.toLowerCase(Locale.ROOT), value));
        headers = Map.copyOf(lowerCase);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Without its path, its query and its headers, which can all hold a shared secret. */
    @Override
    public String toString() {
        return "%s, %d bytes".formatted(method, body.length);
    }
}
