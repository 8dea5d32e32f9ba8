package io.grantkeeper.connector.testkit;

import java.util.Map;

/**
 * A request as the provider double received it.
 *
 * @param number the call's position, counted from 1 across all servers of one session
 * @param server the connection setting that points to the server, for example {@code base-url}
 * @param query not URL-decoded; empty if the request has no query
 * @param headers keyed by lowercase name
 */
public record ReceivedCall(
        int number, String server, String method, String path, String query, Map<String, String> headers) {
    public ReceivedCall {
        headers = Map.copyOf(headers);
    }

    /** Returns a description without the query and the headers, which may contain secrets. */
    @Override
    public String toString() {
        return "call %d (%s %s)".formatted(number, method, path);
    }
}
