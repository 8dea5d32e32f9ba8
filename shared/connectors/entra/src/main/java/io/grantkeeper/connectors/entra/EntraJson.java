package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.Timestamp;
import java.util.List;
import java.util.Optional;

/** Reads JSON by Graph's conventions: a value that is not set is null or omitted. A blank value counts as absent. */
final class EntraJson {
    /** The maximum length of a detail. Details are only shown to people, and the size of a row is limited. */
    private static final int LONGEST = 4_000;

    private EntraJson() {}

    /** Returns an id or a name, which must not be absent or blank. */
    static String required(JsonNodeReader body, String name) throws ConnectorException {
        String value = body.id(name);
        if (value.isBlank()) {
            throw body.member(name).unexpected("text that is not blank");
        }
        return value;
    }

    static Optional<String> optional(JsonNodeReader body, String name) throws ConnectorException {
        return body.has(name) ? Optional.of(body.id(name)).filter(value -> !value.isBlank()) : Optional.empty();
    }

    static List<String> texts(JsonNodeReader body, String name) throws ConnectorException {
        return body.has(name) ? body.texts(name) : List.of();
    }

    static Timestamp moment(JsonNodeReader body, String name) throws ConnectorException {
        return body.optionalInstant(name).map(Timestamp::at).orElseGet(Timestamp::unknown);
    }

    /**
     * Returns the type name from {@code #microsoft.graph.agentIdentity}, or an empty string if the object has the
     * collection's own type.
     */
    static String type(JsonNodeReader body) throws ConnectorException {
        String type = optional(body, "@odata.type").orElse("");
        return type.substring(type.lastIndexOf('.') + 1);
    }

    static String truncate(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
