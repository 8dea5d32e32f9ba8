package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads JSON by Slack's conventions: absent values are empty strings, and times are whole seconds, sometimes as
 * strings.
 */
final class SlackJson {
    private SlackJson() {}

    /** Returns the time in a member that contains seconds since 1970. Zero means that there is no time. */
    static Optional<Instant> seconds(JsonNodeReader body, String name) throws ConnectorException {
        Optional<Long> seconds = body.optionalNumber(name).filter(value -> value > 0);
        try {
            return seconds.map(Instant::ofEpochSecond);
        } catch (DateTimeException _) {
            throw body.member(name).unexpected("seconds since 1970");
        }
    }

    /** Returns a required time in seconds since 1970. */
    static Instant time(JsonNodeReader body, String name) throws ConnectorException {
        Optional<Instant> time = seconds(body, name);
        if (time.isEmpty()) {
            throw body.member(name).unexpected("seconds since 1970");
        }
        return time.get();
    }

    static Timestamp moment(JsonNodeReader body, String name) throws ConnectorException {
        return seconds(body, name).map(Timestamp::at).orElse(Timestamp.unknown());
    }

    /**
     * Returns the cursor of the next page, or empty at the end, which Slack marks with an empty string.
     *
     * @throws ConnectorException if the cursor is that of the current page, because such a listing would never end
     */
    static Optional<String> nextCursor(JsonNodeReader body, String current) throws ConnectorException {
        Optional<String> next = body.objectOrEmpty("response_metadata").optionalNonBlank("next_cursor");
        if (next.isPresent() && next.get().equals(current)) {
            throw body.member("response_metadata").unexpected("the cursor of a different page");
        }
        return next;
    }
}
