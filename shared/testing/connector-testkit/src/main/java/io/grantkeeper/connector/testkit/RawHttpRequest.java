package io.grantkeeper.connector.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A raw HTTP/1.1 request, parsed as far as the contract needs it.
 *
 * @param target path and query
 * @param headers keyed by lowercase name; if a header is repeated, the last value counts
 */
@SuppressWarnings("ArrayRecordComponent") // the array is only forwarded, never compared
record RawHttpRequest(String method, String target, Map<String, String> headers, byte[] body) {
    /** Reads one request, or returns empty if the connection ends before the request does. */
    static Optional<RawHttpRequest> read(InputStream in) throws IOException {
        Optional<String> head = readHead(in);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        String[] lines = head.get().split("\r\n", -1);
        String[] first = lines[0].split(" ", -1);
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.put(
                        lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip());
            }
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return Optional.of(new RawHttpRequest(first[0], first[1], headers, body));
    }

    String path() {
        return URI.create(target).getPath();
    }

    String query() {
        String query = URI.create(target).getRawQuery();
        return query == null ? "" : query;
    }

    private static Optional<String> readHead(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int newest = 0;
        while (newest != 0x0d0a0d0a) {
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            head.write(next);
            newest = newest << 8 | next;
        }
        return Optional.of(head.toString(StandardCharsets.ISO_8859_1).stripTrailing());
    }
}
