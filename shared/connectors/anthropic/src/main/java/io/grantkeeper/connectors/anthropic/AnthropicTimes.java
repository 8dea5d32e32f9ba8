package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.Timestamp;

/** A parser for Anthropic's times: ISO 8601, or null. */
final class AnthropicTimes {
    private AnthropicTimes() {}

    static Timestamp orUnknown(JsonNodeReader row, String name) throws ConnectorException {
        return row.optionalInstant(name).map(Timestamp::at).orElseGet(Timestamp::unknown);
    }

    /**
     * Returns the time of {@code expires_at}. In this member, null is documented to mean that the key never expires.
     */
    static Timestamp nullMeansNever(JsonNodeReader row, String name) throws ConnectorException {
        boolean isNull = row.names().contains(name) && !row.has(name);
        return isNull ? Timestamp.never() : orUnknown(row, name);
    }
}
