package io.grantkeeper.connector.webhook;

import io.grantkeeper.identity.Sha256;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A webhook as received.
 *
 * @param method the HTTP method in uppercase
 * @param path the path below the connection's own endpoint; it may contain an unguessable part
 * @param query the decoded query parameters
 * @param headers the headers, keyed by lowercase name
 * @param body the raw bytes, because signatures cover them
 */
@SuppressWarnings("ArrayRecordComponent") // signatures cover the raw bytes; requests are never compared
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

    /**
     * Returns the SHA-256 digest of the body in hexadecimal. It identifies the content of a webhook whose signature
     * covers only the body: anyone who has one such webhook can send it again with other headers.
     */
    public String bodyDigest() {
        return HexFormat.of().formatHex(Sha256.of(body));
    }

    /**
     * Returns a description without the path, the query and the headers, because each of them can contain a shared
     * secret.
     */
    @Override
    public String toString() {
        return "%s, %d bytes".formatted(method, body.length);
    }
}
