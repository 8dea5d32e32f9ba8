package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import java.util.List;
import java.util.Optional;

/**
 * A page of a listing. Whether there is more is said by {@code has_more} alone, which must be there: a listing never
 * ends because a member was missing.
 *
 * @param next the row after which the next page begins
 */
record CursorPage(List<JsonBody> rows, Optional<String> next) {
    CursorPage {
        rows = List.copyOf(rows);
    }

    /** @param current where this page began; a page that leads back to it would never end */
    static CursorPage of(JsonBody answer, Optional<String> current) throws ConnectorException {
        List<JsonBody> rows = answer.list("data");
        if (!answer.flag("has_more")) {
            return new CursorPage(rows, Optional.empty());
        }
        String last = last(answer, rows);
        if (current.filter(last::equals).isPresent()) {
            throw answer.member("data").unexpected("rows that this page's cursor does not name");
        }
        return new CursorPage(rows, Optional.of(last));
    }

    /** Not every listing has {@code last_id}; where it is missing, it is the last row's id. */
    private static String last(JsonBody answer, List<JsonBody> rows) throws ConnectorException {
        Optional<String> named = answer.optionalText("last_id").filter(id -> !id.isBlank());
        if (named.isPresent()) {
            return named.get();
        }
        if (rows.isEmpty()) {
            throw answer.member("data").unexpected("rows, since there are said to be more");
        }
        return rows.getLast().text("id");
    }
}
