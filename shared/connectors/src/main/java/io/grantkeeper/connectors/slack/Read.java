package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Moment;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Slack's habits in JSON: empty texts for what is absent, times as whole seconds, sometimes as text. */
final class Read {
    private Read() {}

    /** An id or name that must be there and hold something. */
    static String required(JsonBody body, String name) throws ConnectorException {
        String value = body.id(name);
        if (value.isBlank()) {
            throw body.member(name).unexpected("text that is not blank");
        }
        return value;
    }

    static Optional<String> optional(JsonBody body, String name) throws ConnectorException {
        return body.has(name) ? Optional.of(body.id(name)).filter(value -> !value.isBlank()) : Optional.empty();
    }

    static Optional<String> optional(Optional<JsonBody> body, String name) throws ConnectorException {
        return body.isPresent() ? optional(body.get(), name) : Optional.empty();
    }

    static boolean flag(JsonBody body, String name) throws ConnectorException {
        return body.optionalFlag(name).orElse(false);
    }

    /** Seconds since 1970; zero stands for "none". */
    static Optional<Instant> seconds(JsonBody body, String name) throws ConnectorException {
        Optional<Long> seconds = body.optionalNumber(name).filter(value -> value > 0);
        try {
            return seconds.map(Instant::ofEpochSecond);
        } catch (DateTimeException _) {
            throw body.member(name).unexpected("seconds since 1970");
        }
    }

    /** Seconds since 1970 that must be there. */
    static Instant time(JsonBody body, String name) throws ConnectorException {
        Optional<Instant> time = seconds(body, name);
        if (time.isEmpty()) {
            throw body.member(name).unexpected("seconds since 1970");
        }
        return time.get();
    }

    static Moment moment(JsonBody body, String name) throws ConnectorException {
        return seconds(body, name).map(Moment::at).orElse(Moment.unknown());
    }

    /** The next page's cursor: empty text ends a listing; one that leads back to its own page would never end. */
    static Optional<String> nextCursor(JsonBody body, String current) throws ConnectorException {
        Optional<JsonBody> metadata = body.optionalObject("response_metadata");
        Optional<String> next = optional(metadata, "next_cursor");
        if (next.isPresent() && next.get().equals(current)) {
            throw body.member("response_metadata").unexpected("another page's cursor");
        }
        return next;
    }
}
