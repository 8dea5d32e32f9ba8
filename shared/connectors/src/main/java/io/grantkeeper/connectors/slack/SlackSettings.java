package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.identity.Connection;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A connection's settings, read and checked.
 *
 * @param api where methods lie, without a slash at the end
 * @param audit where the Audit Logs API lies
 * @param organization the one organisation or workspace whose events are heard, where several share an app
 * @param clientId the app's, needed to renew tokens
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
            throw wrong(connection, ORGANIZATION, "the id of an organisation or workspace, for example E012AB3CD");
        }
        return new SlackSettings(
                url(connection, BASE_URL, "https://" + API_HOST + "/api"),
                url(connection, AUDIT_URL, "https://" + AUDIT_HOST + "/audit/v1"),
                organization,
                connection.setting(CLIENT_ID).map(String::strip).filter(value -> !value.isEmpty()));
    }

    /** Which addresses are safe to call is the session's rule; here they only have to be addresses. */
    private static URI url(Connection connection, String setting, String standard) throws ConnectorException {
        String value = connection.setting(setting).orElse(standard);
        try {
            URI uri = URI.create(value.strip().replaceAll("/+$", ""));
            if (uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // told below
        }
        throw wrong(connection, setting, "an https address without a query, for example " + standard);
    }

    static ConnectorException wrong(Connection connection, String setting, String form) {
        return new ConnectorException(new Misconfigured("connection '%s' (%s): the setting '%s' must be %s"
                .formatted(connection.id(), connection.provider(), setting, form)));
    }
}
