package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Moment;

/** Anthropic's times: ISO 8601, and null for what is not so. */
final class Times {
    private Times() {}

    static Moment orUnknown(JsonBody row, String name) throws ConnectorException {
        return row.optionalInstant(name).map(Moment::at).orElseGet(Moment::unknown);
    }

    /** For {@code expires_at}, where null is said to mean that the key never expires. */
    static Moment nullIsNever(JsonBody row, String name) throws ConnectorException {
        boolean isNull = row.names().contains(name) && !row.has(name);
        return isNull ? Moment.never() : orUnknown(row, name);
    }
}
