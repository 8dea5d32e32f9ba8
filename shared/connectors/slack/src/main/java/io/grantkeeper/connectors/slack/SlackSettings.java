package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.SettingsValidator;
import io.grantkeeper.identity.Connection;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A connection's validated settings.
 *
 * @param api the base URL of the methods, without a trailing slash
 * @param audit the base URL of the Audit Logs API
 * @param organization the only organization or workspace whose events are accepted, if several use the same app
 * @param clientId the app's client id, required to renew tokens
 */
record SlackSettings(URI api, URI audit, Optional<String> organization, Optional<String> clientId) {
    static final String BASE_URL = "base-url";
    static final String AUDIT_URL = "audit-url";
    static final String ORGANIZATION = "organization";
    static final String CLIENT_ID = "client-id";

    static final String API_HOST = "slack.com";
    static final String AUDIT_HOST = "api.slack.com";

    private static final Pattern PLACE = Pattern.compile("[ET][A-Z0-9]{2,30}");

    static SlackSettings of(Connection connection) throws ConnectorException {
        SettingsValidator settings = new SettingsValidator(connection);
        return new SlackSettings(
                settings.url(BASE_URL, "https://" + API_HOST + "/api"),
                settings.url(AUDIT_URL, "https://" + AUDIT_HOST + "/audit/v1"),
                settings.optional(ORGANIZATION, PLACE, "the id of an organization or workspace, for example E012AB3CD"),
                settings.optional(CLIENT_ID));
    }
}
