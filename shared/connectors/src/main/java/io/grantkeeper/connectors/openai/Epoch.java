package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Moment;
import java.time.DateTimeException;
import java.time.Instant;

/** OpenAI's times: whole seconds since 1970. */
final class Epoch {
    private Epoch() {}

    static Instant instant(JsonBody row, String name) throws ConnectorException {
        try {
            return Instant.ofEpochSecond(row.number(name));
        } catch (DateTimeException _) {
            throw row.member(name).unexpected("seconds since 1970");
        }
    }

    /** Unknown where it is missing or null: OpenAI says of few members what their absence means. */
    static Moment orUnknown(JsonBody row, String name) throws ConnectorException {
        return row.has(name) ? Moment.at(instant(row, name)) : Moment.unknown();
    }

    /** Whether it has come to be: of an odd form it must not pass for a time, since what ended is not listed. */
    static boolean isSet(JsonBody row, String name) throws ConnectorException {
        return row.has(name) && instant(row, name).isAfter(Instant.EPOCH);
    }

    /** For {@code expires_at}, where null is said to mean that the key does not expire. */
    static Moment nullIsNever(JsonBody row, String name) throws ConnectorException {
        boolean isNull = row.names().contains(name) && !row.has(name);
        return isNull ? Moment.never() : orUnknown(row, name);
    }
}
