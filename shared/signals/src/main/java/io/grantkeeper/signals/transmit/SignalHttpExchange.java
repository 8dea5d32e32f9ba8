package io.grantkeeper.signals.transmit;

import java.util.Map;
import java.util.Optional;

/** HTTP requests and responses, independent of the transport. */
public final class SignalHttpExchange {
    private SignalHttpExchange() {}

    /**
     * A request.
     *
     * @param query the decoded query parameters
     * @param bearer the token from {@code Authorization: Bearer}; empty if there is none
     */
    public record Request(String method, String path, Map<String, String> query, Optional<String> bearer, String body) {
        public Request {
            query = Map.copyOf(query);
        }
    }

    /**
     * A response.
     *
     * @param body the body as JSON; an empty string for no body
     * @param headers additional headers, with names in lowercase
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
