package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.SettingsValidator;
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
        URI alertsUrl,
        int callDays,
        List<String> projects) {
    static final String ADMIN_USER = "admin-user";
    static final String CUSTOMER = "customer";
    static final String BASE_URL = "base-url";
    static final String TOKEN_URL = "token-url";
    static final String IAM_URL = "iam-url";
    static final String ALERTS_URL = "alerts-url";
    static final String CALL_DAYS = "call-days";
    static final String PROJECTS = "projects";

    static final String ADMIN_HOST = "admin.googleapis.com";
    static final String TOKEN_HOST = "oauth2.googleapis.com";
    static final String IAM_HOST = "iam.googleapis.com";

    static final String ALERTS_HOST = "alertcenter.googleapis.com";

    /** Google's alias for the administrator's own tenant. */
    static final String MY_CUSTOMER = "my_customer";

    private static final int STANDARD_CALL_DAYS = 7;

    /** The number of days for which Google retains the log. */
    private static final int MAX_CALL_DAYS = 180;

    static GoogleSettings of(ProviderSession session) throws ConnectorException {
        return of(session.connection());
    }

    static GoogleSettings of(Connection connection) throws ConnectorException {
        SettingsValidator settings = new SettingsValidator(connection);
        return new GoogleSettings(
                adminUser(settings),
                connection.setting(CUSTOMER).filter(value -> !value.isBlank()).orElse(MY_CUSTOMER),
                settings.url(BASE_URL, "https://" + ADMIN_HOST),
                settings.url(TOKEN_URL, "https://" + TOKEN_HOST + "/token"),
                settings.url(IAM_URL, "https://" + IAM_HOST),
                settings.url(ALERTS_URL, "https://" + ALERTS_HOST),
                callDays(settings),
                projects(connection.setting(PROJECTS).orElse("")));
    }

    private static String adminUser(SettingsValidator settings) throws ConnectorException {
        String value = settings.optional(ADMIN_USER).orElse("");
        if (value.indexOf('@') < 1) {
            throw settings.invalid(ADMIN_USER, "the email address of an administrator, for example admin@acme.test");
        }
        return value;
    }

    private static int callDays(SettingsValidator settings) throws ConnectorException {
        String value = settings.optional(CALL_DAYS).orElse(Integer.toString(STANDARD_CALL_DAYS));
        if (value.matches("[0-9]{1,3}") && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= MAX_CALL_DAYS) {
            return Integer.parseInt(value);
        }
        throw settings.invalid(CALL_DAYS, "a number of days from 1 to 180, for example 30");
    }

    private static List<String> projects(String value) {
        return Arrays.stream(value.split("[,\\s]+"))
                .filter(project -> !project.isBlank())
                .distinct()
                .sorted()
                .toList();
    }
}
