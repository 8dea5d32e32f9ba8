package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import java.util.Optional;

/**
 * Reads JSON by Google's conventions: false and empty lists are omitted, and ids are strings or numbers. A blank value
 * counts as absent.
 */
final class GoogleJson {
    private GoogleJson() {}

    /**
     * Returns the token of the next page.
     *
     * @throws ConnectorException if the token is that of the current page, because such a listing would never end
     */
    static Optional<String> nextPage(JsonNodeReader body, String current) throws ConnectorException {
        Optional<String> next = body.optionalNonBlank("nextPageToken");
        if (next.isPresent() && next.get().equals(current)) {
            throw body.member("nextPageToken").unexpected("the token of a different page");
        }
        return next;
    }
}
