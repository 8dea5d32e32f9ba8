package io.grantkeeper.simulator.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A request as the double received it.
 *
 * @param method in uppercase
 * @param path still percent-encoded, without the query
 * @param query not URL-decoded; empty if the request has no query
 * @param headers keyed by lowercase name; if a header is repeated, the last value counts
 * @param baseUri the scheme, host and port that the client used, for absolute links in the response
 */
@SuppressWarnings("ArrayRecordComponent") // The body is only passed on once, never compared.
public record SimulatorRequest(
        String method, String path, String query, Map<String, String> headers, byte[] body, String baseUri) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /**
     * Returns the first value of a query parameter, or empty if the query does not contain the parameter. An empty
     * value counts as present.
     */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters().get(name));
    }

    /** Returns all values of an array parameter, for example {@code a} and {@code b} for {@code name[]=a&name[]=b}. */
    public Set<String> values(String name) {
        Set<String> values = new TreeSet<>();
        for (String pair : query.split("&", -1)) {
            String decoded = decode(pair);
            if (decoded.startsWith(name + "[]=")) {
                values.add(decoded.substring(name.length() + 3));
            }
        }
        return values;
    }

    public Map<String, String> parameters() {
        return decodeForm(query);
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Decodes {@code a=b&c=d} from a query or a form body. */
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
