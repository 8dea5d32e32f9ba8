package io.grantkeeper.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An HTTP message as a fuzz input: header lines, an empty line, and the body.
 *
 * @param headers keyed by lowercase name
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HttpMessage(Map<String, String> headers, byte[] body) {
    /** The line between two messages. */
    static final String SEPARATOR = "\n%%\n";

    /** Splits an input into its messages. */
    static List<HttpMessage> parseAll(byte[] input) {
        // Latin-1 preserves bytes that are not valid UTF-8.
        return Stream.of(new String(input, ISO_8859_1).split(SEPARATOR, -1))
                .map(message -> parse(message.getBytes(ISO_8859_1)))
                .toList();
    }

    static HttpMessage parse(byte[] input) {
        Map<String, String> headers = new TreeMap<>();
        int from = 0;
        while (from < input.length) {
            int end = from;
            while (end < input.length && input[end] != '\n') {
                end++;
            }
            String line = new String(input, from, end - from, UTF_8).strip();
            from = Math.min(input.length, end + 1);
            int colon = line.indexOf(':');
            if (line.isEmpty()) {
                break;
            }
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return new HttpMessage(headers, Arrays.copyOfRange(input, from, input.length));
    }

    String header(String name, String otherwise) {
        return headers.getOrDefault(name, otherwise);
    }
}
