package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProfile.Setting;
import io.grantkeeper.identity.Connection;
import java.net.URI;
import java.util.List;

/**
 * A connection's settings, checked. Which organisation is read follows from the key: an admin key belongs to one.
 *
 * @param api the API's address, without a slash at its end
 * @param pageSize how many rows are asked for at once
 */
record OpenAiSettings(URI api, int pageSize) {
    static final String BASE_URL = "base-url";
    static final String PAGE_SIZE = "page-size";
    private static final String DEFAULT_API = "https://api.openai.com/v1";
    /** More is refused. Source: OpenAI's OpenAPI description, parameter {@code limit} of the listings. */
    private static final int LARGEST_PAGE = 100;

    static List<Setting> declared() {
        return List.of(
                new Setting(BASE_URL, false, "the API's address, https://api.openai.com/v1 where it is left out"),
                new Setting(PAGE_SIZE, false, "rows asked for at once, 1 to 100 (the default)"));
    }

    static OpenAiSettings of(Connection connection) throws ConnectorException {
        return new OpenAiSettings(api(connection), pageSize(connection));
    }

    private static URI api(Connection connection) throws ConnectorException {
        String text = connection.setting(BASE_URL).orElse(DEFAULT_API).strip().replaceAll("/+$", "");
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // told below
        }
        throw wrong(connection, BASE_URL, "an https address without a query, for example " + DEFAULT_API);
    }

    private static int pageSize(Connection connection) throws ConnectorException {
        String text = connection.setting(PAGE_SIZE).map(String::strip).orElse(Integer.toString(LARGEST_PAGE));
        if (text.matches("[0-9]{1,3}")) {
            int size = Integer.parseInt(text);
            if (size >= 1 && size <= LARGEST_PAGE) {
                return size;
            }
        }
        throw wrong(connection, PAGE_SIZE, "a number from 1 to " + LARGEST_PAGE);
    }

    private static ConnectorException wrong(Connection connection, String setting, String form) {
        return new ConnectorException(new Misconfigured("connection '%s' (%s): the setting '%s' must be %s"
                .formatted(connection.id(), connection.provider(), setting, form)));
    }
}
