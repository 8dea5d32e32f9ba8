package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import java.util.List;
import java.util.Optional;

/** Google's habits in JSON: false and empty lists are left out, ids are text or numbers, blank counts as absent. */
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

    static boolean flag(JsonBody body, String name) throws ConnectorException {
        return body.optionalFlag(name).orElse(false);
    }

    static List<String> texts(JsonBody body, String name) throws ConnectorException {
        return body.has(name) ? body.texts(name) : List.of();
    }

    /** The next page's token; a token that leads back to its own page would never end. */
    static Optional<String> nextPage(JsonBody body, String current) throws ConnectorException {
        Optional<String> next = optional(body, "nextPageToken");
        if (next.isPresent() && next.get().equals(current)) {
            throw body.member("nextPageToken").unexpected("another page's token");
        }
        return next;
    }
}
