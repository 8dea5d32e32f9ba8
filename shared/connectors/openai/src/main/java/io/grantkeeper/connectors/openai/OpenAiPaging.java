package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.RowPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import java.util.List;
import java.util.Optional;

/**
 * Parses the pages of OpenAI's listings. Only {@code has_more} states whether more rows follow, so that member must be
 * present. Otherwise, a listing could end just because the member was missing.
 */
final class OpenAiPaging {
    private OpenAiPaging() {}

    /**
     * Parses a page. The token of the next page is the id of the last row.
     *
     * @param current the position of this page; if the next page had the same position, the listing would never end
     */
    static RowPage read(JsonNodeReader answer, Optional<String> current) throws ConnectorException {
        List<JsonNodeReader> rows = answer.list("data");
        if (!answer.flag("has_more")) {
            return new RowPage(rows, Optional.empty());
        }
        String last = last(answer, rows);
        if (current.filter(last::equals).isPresent()) {
            throw answer.member("data").unexpected("rows beyond the cursor of this page");
        }
        return new RowPage(rows, Optional.of(last));
    }

    /**
     * Returns the id of the last row. Not every listing contains {@code last_id}; without it, the id comes from the row
     * itself.
     */
    private static String last(JsonNodeReader answer, List<JsonNodeReader> rows) throws ConnectorException {
        Optional<String> named = answer.optionalNonBlankText("last_id");
        if (named.isPresent()) {
            return named.get();
        }
        if (rows.isEmpty()) {
            throw answer.member("data").unexpected("rows, because 'has_more' says that there are more");
        }
        return rows.getLast().text("id");
    }
}
