package io.grantkeeper.simulator.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** One answer; header order is kept as written. */
@SuppressWarnings("ArrayRecordComponent") // The body is handed on once and never compared.
public record Response(int status, Map<String, String> headers, byte[] body) {

    private static final byte[] NOTHING = {};

    public static Response empty(int status) {
        return new Response(status, Map.of(), NOTHING);
    }

    public static Response json(int status, Object value) {
        return new Response(status, Map.of("Content-Type", "application/json; charset=utf-8"), Json.write(value));
    }

    public static Response text(int status, String contentType, String text) {
        return new Response(status, Map.of("Content-Type", contentType), text.getBytes(StandardCharsets.UTF_8));
    }

    public Response with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, more, body);
    }

    public Response with(Map<String, String> extra) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.putAll(extra);
        return new Response(status, more, body);
    }
}
