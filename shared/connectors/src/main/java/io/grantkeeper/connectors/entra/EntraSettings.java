package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.identity.Connection;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A connection's settings, read and checked.
 *
 * @param tenantId the directory's id; apps of the company's own name it as their owner
 * @param graphUrl where Microsoft Graph is
 */
record EntraSettings(String tenantId, String clientId, TenantSize size, URI graphUrl, URI tokenUrl) {
    static final String TENANT_ID = "tenant-id";
    static final String CLIENT_ID = "client-id";
    static final String DIRECTORY_SIZE = "directory-size";
    static final String BASE_URL = "base-url";
    static final String TOKEN_URL = "token-url";

    static final String GRAPH_HOST = "graph.microsoft.com";
    static final String LOGIN_HOST = "login.microsoftonline.com";

    /** The clouds of governments and China, each with a sign-in host of its own (Graph, "National cloud deployments"). */
    private static final Map<String, String> NATIONAL_CLOUDS = Map.of(
            "graph.microsoft.us", "login.microsoftonline.us",
            "dod-graph.microsoft.us", "login.microsoftonline.us",
            "microsoftgraph.chinacloudapi.cn", "login.chinacloudapi.cn");

    private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    static EntraSettings of(ProviderSession session) throws ConnectorException {
        return of(session.connection());
    }

    static EntraSettings of(Connection connection) throws ConnectorException {
        String tenant = guid(connection, TENANT_ID, "the directory (tenant) id");
        URI graph = url(connection, BASE_URL, "https://" + GRAPH_HOST);
        String login = NATIONAL_CLOUDS.getOrDefault(host(graph), LOGIN_HOST);
        return new EntraSettings(
                tenant,
                guid(connection, CLIENT_ID, "the application (client) id"),
                size(connection),
                graph,
                url(connection, TOKEN_URL, tokenUrl(login, tenant)));
    }

    /** What a token is asked for: Graph of the tenant's cloud, through whichever address it is reached. */
    String scope() {
        String host = NATIONAL_CLOUDS.containsKey(host(graphUrl)) ? host(graphUrl) : GRAPH_HOST;
        return "https://" + host + "/.default";
    }

    /** What an assertion of ours is made out to: the token endpoint of the tenant's cloud. */
    String audience() {
        return tokenUrl(NATIONAL_CLOUDS.getOrDefault(host(graphUrl), LOGIN_HOST), tenantId);
    }

    private static String tokenUrl(String host, String tenant) {
        return "https://%s/%s/oauth2/v2.0/token".formatted(host, tenant);
    }

    private static String host(URI uri) {
        return String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    }

    private static String guid(Connection connection, String setting, String what) throws ConnectorException {
        String value = connection.setting(setting).orElse("").strip().toLowerCase(Locale.ROOT);
        if (!GUID.matcher(value).matches()) {
            throw wrong(connection, setting, what + ", for example 7b0cb9e4-5d0f-4c8e-9d0b-2f6f3c1a9e10");
        }
        return value;
    }

    private static TenantSize size(Connection connection) throws ConnectorException {
        Optional<String> value = connection.setting(DIRECTORY_SIZE);
        if (value.isEmpty()) {
            return TenantSize.SMALL;
        }
        Optional<TenantSize> size = TenantSize.named(value.get());
        if (size.isEmpty()) {
            throw wrong(connection, DIRECTORY_SIZE, "small (up to 50 users), medium or large (more than 500 users)");
        }
        return size.get();
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

    private static ConnectorException wrong(Connection connection, String setting, String form) {
        return new ConnectorException(new Misconfigured("connection '%s' (%s): the setting '%s' must be %s"
                .formatted(connection.id(), connection.provider(), setting, form)));
    }
}
