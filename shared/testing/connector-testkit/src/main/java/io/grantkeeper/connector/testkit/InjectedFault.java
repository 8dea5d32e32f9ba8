package io.grantkeeper.connector.testkit;

import java.util.Map;

/** A fault injected into one call. */
public sealed interface InjectedFault {
    /**
     * An error response in the provider's own format.
     *
     * @param body sent as JSON if it looks like JSON
     */
    record Status(int status, Map<String, String> headers, String body) implements InjectedFault {
        public Status {
            headers = Map.copyOf(headers);
        }

        public static Status of(int status) {
            return new Status(status, Map.of(), "{}");
        }
    }

    /** HTTP 200 with an HTML page, as proxies and sign-in pages return. */
    record NotJson() implements InjectedFault {}

    /** The connection is closed in the middle of the body. */
    record Truncated() implements InjectedFault {}

    /** The connection is reset before any response. */
    record Reset() implements InjectedFault {}

    /** No response is ever sent. */
    record Hang() implements InjectedFault {}
}
