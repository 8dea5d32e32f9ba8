package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorDefinition.CredentialSlot;
import io.grantkeeper.connector.ConnectorDefinition.Setting;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.SettingsValidator;
import io.grantkeeper.identity.Connection;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A connection's validated settings.
 *
 * @param organization the organization's own URL, without a path
 * @param tokenUrl the token endpoint of the organization's authorization server; custom authorization servers issue no
 *         tokens for Okta's API
 * @param clientId the client id of the service app that reads; required with a private key
 * @param lastDayAttribute the name of the profile attribute with a person's last day at work
 * @param keyId the id of the key that signs; empty if the key itself contains its id, or if Okta does not need it
 */
record OktaSettings(
        URI organization,
        URI tokenUrl,
        Optional<String> clientId,
        Optional<String> keyId,
        Optional<String> lastDayAttribute) {
    static final String BASE_URL = "base-url";
    static final String TOKEN_URL = "token-url";
    static final String CLIENT_ID = "client-id";
    static final String KEY_ID = "key-id";
    static final String LAST_DAY = "last-day-attribute";
    static final String EVENT_SOURCE = "event-source";

    static final String PRIVATE_KEY = "private-key";
    static final String API_TOKEN = "api-token";
    static final String EVENT_HOOK_SECRET = "event-hook-secret";

    private static final String URL_FORM = "an https URL without a query";
    private static final String TOKEN_PATH = "/oauth2/v1/token";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    /** The names of the event buses for Okta's log streams: {@code aws.partner/okta.com/<organization>/<stream>}. */
    private static final Pattern SOURCE = Pattern.compile("aws\\.partner/okta(preview)?\\.com/[A-Za-z0-9._/-]{1,200}");

    static List<Setting> declared() {
        return List.of(
                Setting.required(BASE_URL, "the organization's URL, for example https://acme.okta.com"),
                Setting.optional(CLIENT_ID, "the service app's client id, for example 0oa1gjh63g214q0Hq0g4"),
                Setting.optional(KEY_ID, "the 'kid' of the service app's key, if the key itself does not contain it"),
                Setting.optional(
                        EVENT_SOURCE,
                        "the source of the EventBridge log stream, for example aws.partner/okta.com/acme/grantkeeper"),
                Setting.optional(
                        LAST_DAY,
                        "the profile attribute with a person's last day at work, for example terminationDate"),
                Setting.optional(TOKEN_URL, "the URL of another token endpoint, for test doubles"));
    }

    static List<CredentialSlot> slots() {
        return List.of(
                CredentialSlot.oneOf(
                        "access",
                        PRIVATE_KEY,
                        "authenticates Grantkeeper as a service app; the app's private key, as JWK or as PEM (PKCS#8)"),
                CredentialSlot.oneOf(
                        "access",
                        API_TOKEN,
                        "authenticates Grantkeeper as a person if there is no 'private-key'; an API token (SSWS) of a read-only administrator"),
                CredentialSlot.optional(
                        EVENT_HOOK_SECRET,
                        "verifies event hooks; the value of their Authorization header, at least 32 characters"));
    }

    static OktaSettings of(Connection connection) throws ConnectorException {
        SettingsValidator settings = new SettingsValidator(connection);
        URI organization = settings.url(BASE_URL, requiredBaseUrl(settings), URL_FORM);
        if (!organization.getRawPath().isEmpty()) {
            throw settings.invalid(BASE_URL, "the organization's URL without a path");
        }
        URI tokenUrl = settings.url(
                TOKEN_URL, connection.setting(TOKEN_URL).orElse(organization.toString() + TOKEN_PATH), URL_FORM);
        return new OktaSettings(
                organization,
                tokenUrl,
                settings.optional(CLIENT_ID, NAME, "a client id such as 0oa1gjh63g214q0Hq0g4"),
                settings.optional(KEY_ID, NAME, "a key id such as the 'kid' that Okta shows"),
                settings.optional(LAST_DAY, NAME, "the name of a profile attribute such as terminationDate"));
    }

    /**
     * Returns the event source that publishes the connection's events to the bus, or empty if the connection receives
     * no events from a bus.
     */
    static Optional<String> eventSource(Connection connection) throws ConnectorException {
        return new SettingsValidator(connection)
                .optional(EVENT_SOURCE, SOURCE, "a source such as aws.partner/okta.com/acme/grantkeeper");
    }

    /** Returns the organization's URL. Okta's admin site has a separate URL, which does not serve the API. */
    private static String requiredBaseUrl(SettingsValidator settings) throws ConnectorException {
        String value = settings.optional(BASE_URL).orElse("");
        if (value.isEmpty()) {
            throw settings.invalid(BASE_URL, "the organization's URL, for example https://acme.okta.com");
        }
        if (value.contains("-admin.okta")) {
            throw settings.invalid(BASE_URL, "the organization's URL without '-admin'");
        }
        return value;
    }
}
