package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorDefinition.Setting;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.identity.Connection;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A connection's validated settings.
 *
 * @param organization the organization's login
 * @param api the base URL of the REST API without a trailing slash
 * @param graphQl the GraphQL endpoint that belongs to the REST API
 * @param issuer the app's client id or app id, which is the issuer of the app's JWTs
 * @param installation the id of the app's installation in the organization; looked up if empty
 * @param enterprise the enterprise through whose API third-party installations can be removed
 * @param pageSize how many rows to request per page
 */
record GitHubSettings(
        String organization,
        String api,
        String graphQl,
        Optional<String> issuer,
        Optional<String> installation,
        Optional<Enterprise> enterprise,
        int pageSize) {
    /**
     * An enterprise on which Grantkeeper's app is installed.
     *
     * @param slug the enterprise's name in URLs
     * @param installation the id of the app's installation on the enterprise, which differs from that in the
     *     organization
     */
    record Enterprise(String slug, String installation) {}

    static final String ORGANIZATION = "organization";
    static final String BASE_URL = "base-url";
    static final String CLIENT_ID = "client-id";
    static final String APP_ID = "app-id";
    static final String INSTALLATION_ID = "installation-id";
    static final String ENTERPRISE = "enterprise";
    static final String ENTERPRISE_INSTALLATION_ID = "enterprise-installation-id";

    static final String PAGE_SIZE = "page-size";

    static final String DEFAULT_API = "https://api.github.com";

    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");
    /** GitHub's maximum page size. */
    private static final int MAX_PAGE = 100;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,19}");
    /** Matches a client id such as Iv1.ab12 or Iv23liAB, or an app id, which is a number. */
    private static final Pattern ISSUER = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    static List<Setting> declared() {
        return List.of(
                Setting.required(ORGANIZATION, "the organization's login, for example acme"),
                Setting.optional(
                        BASE_URL,
                        "https://api.github.com (the default), https://api.SUBDOMAIN.ghe.com or https://HOST/api/v3"),
                Setting.optional(
                        CLIENT_ID, "the GitHub App's client id, for example Iv23liAbCd; required with a private key"),
                Setting.optional(APP_ID, "the GitHub App's numeric id, instead of 'client-id'"),
                Setting.optional(
                        INSTALLATION_ID, "the id of the app's installation in the organization; looked up by default"),
                Setting.optional(ENTERPRISE, "the enterprise's slug, if the app is installed on the enterprise"),
                Setting.optional(ENTERPRISE_INSTALLATION_ID, "the id of the app's installation on the enterprise"),
                Setting.optional(
                        PAGE_SIZE,
                        "the number of rows per page, from 1 to 100 (default 100); lower it for slow servers"));
    }

    static GitHubSettings of(Connection connection) throws ConnectorException {
        String organization = validated(connection, ORGANIZATION, LOGIN, "acme")
                .orElseThrow(() -> ConnectorException.misconfigured(
                        connection, "set 'organization' to the organization's login, for example acme"));
        String api = baseUrl(connection);
        return new GitHubSettings(
                organization,
                api,
                graphQl(api),
                validated(connection, CLIENT_ID, ISSUER, "Iv23liAbCd")
                        .or(() -> connection.setting(APP_ID).map(String::strip)),
                validated(connection, INSTALLATION_ID, NUMBER, "48213377"),
                enterprise(connection),
                pageSize(connection));
    }

    private static int pageSize(Connection connection) throws ConnectorException {
        int size = validated(connection, PAGE_SIZE, Pattern.compile("[0-9]{1,3}"), "100")
                .map(Integer::parseInt)
                .orElse(MAX_PAGE);
        if (size < 1 || size > MAX_PAGE) {
            throw ConnectorException.misconfigured(
                    connection, "setting 'page-size' must be a number from 1 to " + MAX_PAGE);
        }
        return size;
    }

    private static Optional<Enterprise> enterprise(Connection connection) throws ConnectorException {
        Optional<String> slug = validated(connection, ENTERPRISE, LOGIN, "acme-group");
        Optional<String> installation = validated(connection, ENTERPRISE_INSTALLATION_ID, NUMBER, "48213377");
        return slug.flatMap(name -> installation.map(id -> new Enterprise(name, id)));
    }

    private static Optional<String> validated(Connection connection, String name, Pattern form, String example)
            throws ConnectorException {
        Optional<String> value = connection.setting(name).map(String::strip).filter(text -> !text.isEmpty());
        if (value.isPresent() && !form.matcher(value.get()).matches()) {
            throw ConnectorException.misconfigured(
                    connection,
                    "setting '%s' does not have the expected form, for example '%s'".formatted(name, example));
        }
        return value;
    }

    private static String baseUrl(Connection connection) throws ConnectorException {
        String text = connection.setting(BASE_URL).map(String::strip).orElse(DEFAULT_API);
        while (text.endsWith("/")) {
            text = text.substring(0, text.length() - 1);
        }
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException _) {
            throw ConnectorException.misconfigured(
                    connection, "setting 'base-url' is not a valid URL; the default is " + DEFAULT_API);
        }
        if (uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw ConnectorException.misconfigured(
                    connection,
                    "setting 'base-url' must be %s or have the form https://HOST/api/v3".formatted(DEFAULT_API));
        }
        if (uri.getHost().equalsIgnoreCase("github.com") || uri.getHost().equalsIgnoreCase("www.github.com")) {
            throw ConnectorException.misconfigured(
                    connection, "setting 'base-url' is GitHub's website; its API is " + DEFAULT_API);
        }
        return text;
    }

    /**
     * Returns the GraphQL endpoint. GitHub Enterprise Server serves REST under /api/v3 and GraphQL under /api/graphql.
     * On github.com, GraphQL has the same host as the REST API.
     */
    private static String graphQl(String api) {
        return api.endsWith("/api/v3")
                ? api.substring(0, api.length() - "/v3".length()) + "/graphql"
                : api + "/graphql";
    }
}
