package io.grantkeeper.simulator.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A response of a double. Its headers keep their order. */
@SuppressWarnings("ArrayRecordComponent") // The body is only passed on once, never compared.
public record SimulatorResponse(int status, Map<String, String> headers, byte[] body) {

    private static final byte[] NOTHING = {};

    public static SimulatorResponse empty(int status) {
        return new SimulatorResponse(status, Map.of(), NOTHING);
    }

    public static SimulatorResponse json(int status, Object value) {
        return new SimulatorResponse(
                status, Map.of("Content-Type", "application/json; charset=utf-8"), SimulatorJson.write(value));
    }

    public static SimulatorResponse text(int status, String contentType, String text) {
        return new SimulatorResponse(
                status, Map.of("Content-Type", contentType), text.getBytes(StandardCharsets.UTF_8));
    }

    public SimulatorResponse with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new SimulatorResponse(status, more, body);
    }

    public SimulatorResponse with(Map<String, String> extra) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.putAll(extra);
        return new SimulatorResponse(status, more, body);
    }
}
