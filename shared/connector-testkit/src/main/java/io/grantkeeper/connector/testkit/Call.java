package io.grantkeeper.connector.testkit;

import java.util.Map;

/**
 * A request as it came to the double.
 *
 * @param number counted from 1 over all servers of one session
 * @param server the setting that points to it, for example {@code base-url}
 * @param query undecoded; empty where there is none
 * @param headers by lower-case name
 */
public record Call(int number, String server, String method, String path, String query, Map<String, String> headers) {
    public Call {
        headers = Map.copyOf(headers);
    }

    /** Without query and headers, which may be secret. */
    @Override
    public String toString() {
        return "call %d (%s %s)".formatted(number, method, path);
    }
}
