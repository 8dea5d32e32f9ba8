package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.identity.Connection;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/**
 * A connection's validated settings.
 *
 * @param adminUser the administrator that the service account acts as
 * @param customer Google's id of the tenant, or {@code my_customer}
 * @param adminUrl the base URL of the Directory and Reports APIs
 * @param callDays how many days of API calls the first read of the token log covers
 * @param projects the Cloud projects whose service accounts are read
 */
record GoogleSettings(
        String adminUser,
        String customer,
        URI adminUrl,
        URI tokenUrl,
        URI iamUrl,
        int callDays,
        List<String> projects) {
    static final String ADMIN_USER = "admin-user";
    static final String CUSTOMER = "customer";
    static final String BASE_URL = "base-url";
    static final String TOKEN_URL = "token-url";
    static final String IAM_URL = "iam-url";
    static final String CALL_DAYS = "call-days";
    static final String PROJECTS = "projects";

    static final String ADMIN_HOST = "admin.googleapis.com";
    static final String TOKEN_HOST = "oauth2.googleapis.com";
    static final String IAM_HOST = "iam.googleapis.com";

    /** Google's alias for the administrator's own tenant. */
    static final String MY_CUSTOMER = "my_customer";

    private static final int STANDARD_CALL_DAYS = 7;

    /** The number of days for which Google retains the log. */
    private static final int MOST_CALL_DAYS = 180;

    static GoogleSettings of(ProviderSession session) throws ConnectorException {
        return of(session.connection());
    }

    static GoogleSettings of(Connection connection) throws ConnectorException {
        return new GoogleSettings(
                adminUser(connection),
                connection.setting(CUSTOMER).filter(value -> !value.isBlank()).orElse(MY_CUSTOMER),
                url(connection, BASE_URL, "https://" + ADMIN_HOST),
                url(connection, TOKEN_URL, "https://" + TOKEN_HOST + "/token"),
                url(connection, IAM_URL, "https://" + IAM_HOST),
                callDays(connection),
                projects(connection.setting(PROJECTS).orElse("")));
    }

    private static String adminUser(Connection connection) throws ConnectorException {
        String value = connection.setting(ADMIN_USER).orElse("").strip();
        if (value.indexOf('@') < 1) {
            throw invalid(connection, ADMIN_USER, "the email address of an administrator, for example admin@acme.test");
        }
        return value;
    }

    private static int callDays(Connection connection) throws ConnectorException {
        String value = connection.setting(CALL_DAYS).orElse("").strip();
        if (value.isEmpty()) {
            return STANDARD_CALL_DAYS;
        }
        if (value.matches("[0-9]{1,3}") && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= MOST_CALL_DAYS) {
            return Integer.parseInt(value);
        }
        throw invalid(connection, CALL_DAYS, "a number of days from 1 to 180, for example 30");
    }

    private static List<String> projects(String value) {
        return Arrays.stream(value.split("[,\\s]+"))
                .filter(project -> !project.isBlank())
                .distinct()
                .sorted()
                .toList();
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

    private static ConnectorException invalid(Connection connection, String setting, String form) {
        return new ConnectorException(new Misconfigured("connection '%s' (%s): the setting '%s' must be %s"
                .formatted(connection.id(), connection.provider(), setting, form)));
    }
}
