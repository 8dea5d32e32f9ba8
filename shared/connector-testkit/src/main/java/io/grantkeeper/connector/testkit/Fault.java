package io.grantkeeper.connector.testkit;

import java.util.Map;

/** What goes wrong with one call. */
public sealed interface Fault {
    /**
     * The provider's own refusal, in its own form.
     *
     * @param body sent as JSON where it looks like it
     */
    record Status(int status, Map<String, String> headers, String body) implements Fault {
        public Status {
            headers = Map.copyOf(headers);
        }

        public static Status of(int status) {
            return new Status(status, Map.of(), "{}");
        }
    }

    /** HTTP 200 with a page for people, as proxies and sign-in walls send. */
    record NotJson() implements Fault {}

    /** The connection ends in the middle of the body. */
    record Truncated() implements Fault {}

    /** The connection is reset before any answer. */
    record Reset() implements Fault {}

    /** No answer ever comes. */
    record Hang() implements Fault {}
}
