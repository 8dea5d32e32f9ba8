package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.ConnectorDefinition.Setting;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.SettingsValidator;
import io.grantkeeper.identity.Connection;
import java.net.URI;
import java.util.List;

/**
 * A connection's validated settings. There is no setting for the organization, because an admin key belongs to
 * exactly one organization.
 *
 * @param api the base URL of the API, without a trailing slash
 * @param pageSize how many rows to request per page
 */
record AnthropicSettings(URI api, int pageSize) {
    static final String BASE_URL = "base-url";
    static final String PAGE_SIZE = "page-size";
    private static final String DEFAULT_API = "https://api.anthropic.com/v1";
    /** The maximum page size that all listings support. Some listings support up to 1,000 rows. */
    private static final int MAX_PAGE = 100;

    static List<Setting> declared() {
        return List.of(
                Setting.optional(BASE_URL, "the API's base URL (default https://api.anthropic.com/v1)"),
                Setting.optional(PAGE_SIZE, "the number of rows per page, from 1 to 100 (default 100)"));
    }

    static AnthropicSettings of(Connection connection) throws ConnectorException {
        SettingsValidator settings = new SettingsValidator(connection);
        return new AnthropicSettings(settings.url(BASE_URL, DEFAULT_API), settings.pageSize(PAGE_SIZE, MAX_PAGE));
    }
}
