package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.Timestamp;

/** A parser for Anthropic's times: ISO 8601, or null. */
final class AnthropicTimes {
    private AnthropicTimes() {}

    /**
     * Returns the time of {@code expires_at}. In this member, null is documented to mean that the key never expires.
     */
    static Timestamp nullMeansNever(JsonNodeReader row, String name) throws ConnectorException {
        return row.isNull(name) ? Timestamp.never() : row.timestamp(name);
    }
}
