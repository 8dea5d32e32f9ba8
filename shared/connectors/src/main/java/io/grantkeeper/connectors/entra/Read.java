package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Moment;
import java.util.List;
import java.util.Optional;

/** Graph's habits in JSON: what is not set is null or left out, and blank counts as absent. */
final class Read {
    /** Details are for people, and rows have a size limit. */
    private static final int LONGEST = 4_000;

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

    static List<String> texts(JsonBody body, String name) throws ConnectorException {
        return body.has(name) ? body.texts(name) : List.of();
    }

    static Moment moment(JsonBody body, String name) throws ConnectorException {
        return body.optionalInstant(name).map(Moment::at).orElseGet(Moment::unknown);
    }

    /** The name behind {@code #microsoft.graph.agentIdentity}; empty where the object is of the collection's own type. */
    static String type(JsonBody body) throws ConnectorException {
        String type = optional(body, "@odata.type").orElse("");
        return type.substring(type.lastIndexOf('.') + 1);
    }

    static String bounded(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
