package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.RowPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import java.util.List;
import java.util.Optional;

/**
 * Anthropic's two paging schemes. Older listings continue after the id of a row; newer listings and the reports
 * continue at a page token. In the first scheme, only {@code has_more} marks the end, so that member must be present.
 * In the second scheme, the last page has a {@code next_page} of null, which must also be explicit.
 */
enum AnthropicPaging {
    BY_ID("after_id") {
        @Override
        Optional<String> next(JsonNodeReader answer) throws ConnectorException {
            return answer.flag("has_more") ? Optional.of(answer.text("last_id")) : Optional.empty();
        }
    },
    BY_TOKEN("page") {
        @Override
        Optional<String> next(JsonNodeReader answer) throws ConnectorException {
            if (!answer.names().contains("next_page")) {
                throw answer.unexpected("an object with the member next_page");
            }
            return answer.optionalText("next_page");
        }
    };

    private final String parameter;

    AnthropicPaging(String parameter) {
        this.parameter = parameter;
    }

    /** Returns the query parameter that contains the position. */
    String parameter() {
        return parameter;
    }

    abstract Optional<String> next(JsonNodeReader answer) throws ConnectorException;

    /**
     * Parses a page.
     *
     * @param current the position of this page, to detect a page that names itself as the next one, because such a
     *     listing would never end
     */
    RowPage read(JsonNodeReader answer, Optional<String> current) throws ConnectorException {
        List<JsonNodeReader> rows = answer.list("data");
        Optional<String> next = next(answer);
        if (next.isPresent() && next.equals(current)) {
            throw answer.member("data").unexpected("rows beyond the cursor of this page");
        }
        return new RowPage(rows, next);
    }
}
