package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import java.util.List;
import java.util.Optional;

/**
 * Reads JSON by Google's conventions: false and empty lists are omitted, and ids are strings or numbers. A blank value
 * counts as absent.
 */
final class GoogleJson {
    private GoogleJson() {}

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

    static boolean flag(JsonNodeReader body, String name) throws ConnectorException {
        return body.optionalFlag(name).orElse(false);
    }

    static List<String> texts(JsonNodeReader body, String name) throws ConnectorException {
        return body.has(name) ? body.texts(name) : List.of();
    }

    /**
     * Returns the token of the next page.
     *
     * @throws ConnectorException if the token is that of the current page, because such a listing would never end
     */
    static Optional<String> nextPage(JsonNodeReader body, String current) throws ConnectorException {
        Optional<String> next = optional(body, "nextPageToken");
        if (next.isPresent() && next.get().equals(current)) {
            throw body.member("nextPageToken").unexpected("the token of a different page");
        }
        return next;
    }
}
