package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import java.util.List;
import java.util.Optional;

/**
 * Anthropic's two ways of paging: older listings go on after a row's id, newer ones and reports at a page's token. Where
 * the first sort stops is said by {@code has_more} alone, which must be there; the second sort stops where
 * {@code next_page} is null, which must be said too.
 */
enum Paging {
    BY_ID("after_id") {
        @Override
        Optional<String> next(JsonBody answer) throws ConnectorException {
            return answer.flag("has_more") ? Optional.of(answer.text("last_id")) : Optional.empty();
        }
    },
    BY_TOKEN("page") {
        @Override
        Optional<String> next(JsonBody answer) throws ConnectorException {
            if (!answer.names().contains("next_page")) {
                throw answer.unexpected("an object with the member next_page");
            }
            return answer.optionalText("next_page");
        }
    };

    /** @param next where the next page begins */
    record Read(List<JsonBody> rows, Optional<String> next) {
        Read {
            rows = List.copyOf(rows);
        }
    }

    private final String parameter;

    Paging(String parameter) {
        this.parameter = parameter;
    }

    /** The query parameter that says where to go on. */
    String parameter() {
        return parameter;
    }

    abstract Optional<String> next(JsonBody answer) throws ConnectorException;

    /** @param current where this page began; a page that leads back to it would never end */
    Read read(JsonBody answer, Optional<String> current) throws ConnectorException {
        List<JsonBody> rows = answer.list("data");
        Optional<String> next = next(answer);
        if (next.isPresent() && next.equals(current)) {
            throw answer.member("data").unexpected("rows that this page's cursor does not name");
        }
        return new Read(rows, next);
    }
}
