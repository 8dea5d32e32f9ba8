package io.grantkeeper.authzen;

import java.util.Map;
import java.util.TreeMap;

/** An HTTP response with a UTF-8 body. */
public record AuthZenResponse(int status, Map<String, String> headers, String body) {
    public AuthZenResponse {
        headers = Map.copyOf(headers);
    }

    static AuthZenResponse json(int status, String body) {
        return new AuthZenResponse(
                status, Map.of("Content-Type", "application/json", "Cache-Control", "no-store"), body);
    }

    /**
     * Returns an error response whose body is the message as plain text ("error message string" in section 12.1.2 of
     * the AuthZEN specification).
     */
    static AuthZenResponse error(int status, String message) {
        return new AuthZenResponse(
                status, Map.of("Content-Type", "text/plain; charset=utf-8", "Cache-Control", "no-store"), message);
    }

    AuthZenResponse withHeader(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new AuthZenResponse(status, more, body);
    }
}
