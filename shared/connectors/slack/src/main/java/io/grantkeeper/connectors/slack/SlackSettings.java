package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
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
        Optional<String> organization =
                connection.setting(ORGANIZATION).map(String::strip).filter(value -> !value.isEmpty());
        if (organization.isPresent() && !PLACE.matcher(organization.get()).matches()) {
            throw invalid(connection, ORGANIZATION, "the id of an organization or workspace, for example E012AB3CD");
        }
        return new SlackSettings(
                url(connection, BASE_URL, "https://" + API_HOST + "/api"),
                url(connection, AUDIT_URL, "https://" + AUDIT_HOST + "/audit/v1"),
                organization,
                connection.setting(CLIENT_ID).map(String::strip).filter(value -> !value.isEmpty()));
    }

    /**
     * Returns a URL setting. This method checks only that the value is a URL; the session decides which URLs may be
     * called.
     */
    private static URI url(Connection connection, String setting, String standard) throws ConnectorException {
        String value = connection.setting(setting).orElse(standard);
        try {
            URI uri = URI.create(value.strip().replaceAll("/+$", ""));
            if (uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // Reported below.
        }
        throw invalid(connection, setting, "an https URL without a query, for example " + standard);
    }

    static ConnectorException invalid(Connection connection, String setting, String form) {
        return new ConnectorException(new Misconfigured("connection '%s' (%s): the setting '%s' must be %s"
                .formatted(connection.id(), connection.provider(), setting, form)));
    }
}
