package io.grantkeeper.authzen;

import java.util.Map;
import java.util.TreeMap;

/** What a call is answered with; the body is UTF-8. */
public record HttpAnswer(int status, Map<String, String> headers, String body) {
    public HttpAnswer {
        headers = Map.copyOf(headers);
    }

    static HttpAnswer json(int status, String body) {
        return new HttpAnswer(status, Map.of("Content-Type", "application/json", "Cache-Control", "no-store"), body);
    }

    /** "An error message string", as the specification has it (section 12.1.2). */
    static HttpAnswer error(int status, String message) {
        return new HttpAnswer(
                status, Map.of("Content-Type", "text/plain; charset=utf-8", "Cache-Control", "no-store"), message);
    }

    HttpAnswer with(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new HttpAnswer(status, more, body);
    }
}
