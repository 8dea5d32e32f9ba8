package io.grantkeeper.signals.transmit;

import java.util.Map;
import java.util.Optional;

/** HTTP, without who carries it. */
public final class Exchange {
    private Exchange() {}

    /**
     * What is asked.
     *
     * @param query parameters, decoded
     * @param bearer the token behind {@code Authorization: Bearer}
     */
    public record Request(String method, String path, Map<String, String> query, Optional<String> bearer, String body) {
        public Request {
            query = Map.copyOf(query);
        }
    }

    /** What is answered; always JSON where there is a body. */
    public record Response(int status, String body) {
        static Response empty(int status) {
            return new Response(status, "");
        }
    }
}
