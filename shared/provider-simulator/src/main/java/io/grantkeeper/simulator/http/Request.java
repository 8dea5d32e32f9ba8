package io.grantkeeper.simulator.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request as it came over the wire.
 *
 * @param method upper case
 * @param path still percent-encoded, without the query
 * @param query the raw query, empty where there is none
 * @param headers names in lower case; the last of a repeated header wins
 * @param baseUri scheme, host and port as the client addressed them, for absolute links
 */
@SuppressWarnings("ArrayRecordComponent") // The body is handed on once and never compared.
public record Request(
        String method, String path, String query, Map<String, String> headers, byte[] body, String baseUri) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The first value of a query parameter; empty strings count as given. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters().get(name));
    }

    public Map<String, String> parameters() {
        return decodeForm(query);
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Decodes {@code a=b&c=d}; used for queries and for form bodies. */
    public static Map<String, String> decodeForm(String encoded) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            values.putIfAbsent(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return values;
    }

    static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return encoded;
        }
    }
}
