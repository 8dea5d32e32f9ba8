package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProfile.CredentialSlot;
import io.grantkeeper.connector.ConnectorProfile.Setting;
import io.grantkeeper.identity.Connection;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A connection's settings, read and checked.
 *
 * @param organization the organisation's own address, without a path
 * @param tokenUrl the organisation's authorisation server; custom ones give no tokens for Okta's API
 * @param clientId the service app that reads; needed with a private key
 * @param keyId which of the app's keys signs; empty where the key itself says it, or Okta need not be told
 */
record OktaSettings(URI organization, URI tokenUrl, Optional<String> clientId, Optional<String> keyId) {
    static final String BASE_URL = "base-url";
    static final String TOKEN_URL = "token-url";
    static final String CLIENT_ID = "client-id";
    static final String KEY_ID = "key-id";
    static final String EVENT_SOURCE = "event-source";

    static final String PRIVATE_KEY = "private-key";
    static final String API_TOKEN = "api-token";
    static final String EVENT_HOOK_SECRET = "event-hook-secret";

    private static final String TOKEN_PATH = "/oauth2/v1/token";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    /** Event buses of Okta's log streams are named {@code aws.partner/okta.com/<organisation>/<stream>}. */
    private static final Pattern SOURCE = Pattern.compile("aws\\.partner/okta(preview)?\\.com/[A-Za-z0-9._/-]{1,200}");

    static List<Setting> declared() {
        return List.of(
                new Setting(BASE_URL, true, "the organisation's address, for example https://acme.okta.com"),
                new Setting(CLIENT_ID, false, "the service app's client id, for example 0oa1gjh63g214q0Hq0g4"),
                new Setting(KEY_ID, false, "the 'kid' of the service app's key, where the key does not name it itself"),
                new Setting(
                        EVENT_SOURCE,
                        false,
                        "the source of the EventBridge log stream, for example aws.partner/okta.com/acme/grantkeeper"),
                new Setting(TOKEN_URL, false, "another token endpoint, for doubles"));
    }

    static List<CredentialSlot> slots() {
        return List.of(
                new CredentialSlot(
                        PRIVATE_KEY,
                        "access",
                        true,
                        "reads as a service app; its private key, as JWK or as PEM (PKCS#8)"),
                new CredentialSlot(
                        API_TOKEN,
                        "access",
                        true,
                        "reads as a person where there is no 'private-key'; an API token (SSWS) of a read-only administrator"),
                new CredentialSlot(
                        EVENT_HOOK_SECRET,
                        EVENT_HOOK_SECRET,
                        false,
                        "proves event hooks; the value of their Authorization header, 32 characters or more"));
    }

    static OktaSettings of(Connection connection) throws ConnectorException {
        URI organization = url(connection, BASE_URL, required(connection));
        if (!organization.getRawPath().isEmpty()) {
            throw wrong(connection, BASE_URL, "the organisation's address without a path");
        }
        URI tokenUrl =
                url(connection, TOKEN_URL, connection.setting(TOKEN_URL).orElse(organization.toString() + TOKEN_PATH));
        return new OktaSettings(
                organization,
                tokenUrl,
                matching(connection, CLIENT_ID, NAME, "a client id such as 0oa1gjh63g214q0Hq0g4"),
                matching(connection, KEY_ID, NAME, "a key id such as the 'kid' that Okta shows"));
    }

    /** The source of the connection's events on the bus; empty where none are heard from it. */
    static Optional<String> eventSource(Connection connection) throws ConnectorException {
        return matching(connection, EVENT_SOURCE, SOURCE, "a source such as aws.partner/okta.com/acme/grantkeeper");
    }

    /** Okta's administration site has an address of its own, where the API is not. */
    private static String required(Connection connection) throws ConnectorException {
        String value = connection.setting(BASE_URL).orElse("").strip();
        if (value.isEmpty()) {
            throw wrong(connection, BASE_URL, "the organisation's address, for example https://acme.okta.com");
        }
        if (value.contains("-admin.okta")) {
            throw wrong(connection, BASE_URL, "the organisation's address without '-admin'");
        }
        return value;
    }

    private static URI url(Connection connection, String setting, String value) throws ConnectorException {
        try {
            URI uri = URI.create(value.strip().replaceAll("/+$", ""));
            if (uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // told below
        }
        throw wrong(connection, setting, "an https address without a query");
    }

    private static Optional<String> matching(Connection connection, String setting, Pattern form, String words)
            throws ConnectorException {
        Optional<String> value = connection.setting(setting).map(String::strip).filter(text -> !text.isEmpty());
        if (value.isPresent() && !form.matcher(value.get()).matches()) {
            throw wrong(connection, setting, words);
        }
        return value;
    }

    private static ConnectorException wrong(Connection connection, String setting, String form) {
        return Problems.misconfigured(connection, "the setting '%s' must be %s".formatted(setting, form));
    }
}
