package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.CheckedSettings;
import io.grantkeeper.connector.ConnectorException;
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
record AnthropicSettings(URI api, int pageSize) {
    static final String BASE_URL = "base-url";
    static final String PAGE_SIZE = "page-size";
    private static final String DEFAULT_API = "https://api.anthropic.com/v1";
    /** Some of the listings give 1,000; this is what all of them give. */
    private static final int LARGEST_PAGE = 100;

    static List<Setting> declared() {
        return List.of(
                new Setting(BASE_URL, false, "the API's address, https://api.anthropic.com/v1 where it is left out"),
                new Setting(PAGE_SIZE, false, "rows asked for at once, 1 to 100 (the default)"));
    }

    static AnthropicSettings of(Connection connection) throws ConnectorException {
        CheckedSettings settings = new CheckedSettings(connection);
        return new AnthropicSettings(
                settings.address(BASE_URL, DEFAULT_API), settings.pageSize(PAGE_SIZE, LARGEST_PAGE));
    }
}
