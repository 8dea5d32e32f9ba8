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

    /**
     * What is answered; always JSON where there is a body.
     *
     * @param headers beside those that every answer has, named in lower case
     */
    public record Response(int status, String body, Map<String, String> headers) {
        public Response {
            headers = Map.copyOf(headers);
        }

        public Response(int status, String body) {
            this(status, body, Map.of());
        }

        static Response empty(int status) {
            return new Response(status, "");
        }
    }
}
