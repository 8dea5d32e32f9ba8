package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;

/** A parser for OpenAI's times: whole seconds since 1970. */
final class OpenAiTimes {
    private OpenAiTimes() {}

    static Instant instant(JsonNodeReader row, String name) throws ConnectorException {
        try {
            return Instant.ofEpochSecond(row.number(name));
        } catch (DateTimeException _) {
            throw row.member(name).unexpected("seconds since 1970");
        }
    }

    /**
     * Returns the time in a member. It is unknown if the member is missing or null, because for most members, OpenAI
     * does not document what absence means.
     */
    static Timestamp orUnknown(JsonNodeReader row, String name) throws ConnectorException {
        return row.has(name) ? Timestamp.at(instant(row, name)) : Timestamp.unknown();
    }

    /**
     * Returns whether a member, such as {@code archived_at}, contains a time; zero counts as no time. A malformed value
     * is an error, because an archived object is omitted, and no object may be omitted by mistake.
     */
    static boolean isSet(JsonNodeReader row, String name) throws ConnectorException {
        return row.has(name) && instant(row, name).isAfter(Instant.EPOCH);
    }

    /**
     * Returns the time of {@code expires_at}. In this member, null is documented to mean that the key does not expire.
     */
    static Timestamp nullMeansNever(JsonNodeReader row, String name) throws ConnectorException {
        return row.isNull(name) ? Timestamp.never() : orUnknown(row, name);
    }
}
