package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.SettingsValidator;
import io.grantkeeper.identity.Connection;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A connection's validated settings.
 *
 * @param tenantId the directory's id, which is also the owner id of the tenant's own apps
 * @param graphUrl the base URL of Microsoft Graph
 */
record EntraSettings(String tenantId, String clientId, EntraTenantSize size, URI graphUrl, URI tokenUrl) {
    static final String TENANT_ID = "tenant-id";
    static final String CLIENT_ID = "client-id";
    static final String DIRECTORY_SIZE = "directory-size";
    static final String BASE_URL = "base-url";
    static final String TOKEN_URL = "token-url";

    static final String GRAPH_HOST = "graph.microsoft.com";
    static final String LOGIN_HOST = "login.microsoftonline.com";

    /**
     * The sign-in hosts of the US government clouds and of China, keyed by Graph host (Graph, "National cloud
     * deployments").
     */
    private static final Map<String, String> NATIONAL_CLOUDS = Map.of(
            "graph.microsoft.us", "login.microsoftonline.us",
            "dod-graph.microsoft.us", "login.microsoftonline.us",
            "microsoftgraph.chinacloudapi.cn", "login.chinacloudapi.cn");

    private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    static EntraSettings of(ProviderSession session) throws ConnectorException {
        return of(session.connection());
    }

    static EntraSettings of(Connection connection) throws ConnectorException {
        SettingsValidator settings = new SettingsValidator(connection);
        String tenant = guid(settings, TENANT_ID, "the directory (tenant) id");
        URI graph = settings.url(BASE_URL, "https://" + GRAPH_HOST);
        String login = NATIONAL_CLOUDS.getOrDefault(host(graph), LOGIN_HOST);
        return new EntraSettings(
                tenant,
                guid(settings, CLIENT_ID, "the application (client) id"),
                size(settings),
                graph,
                settings.url(TOKEN_URL, tokenUrl(login, tenant)));
    }

    /** Returns the scope to request for a token: Graph in the tenant's cloud, whichever URL the calls use. */
    String scope() {
        String host = NATIONAL_CLOUDS.containsKey(host(graphUrl)) ? host(graphUrl) : GRAPH_HOST;
        return "https://" + host + "/.default";
    }

    /** Returns the audience of a client assertion: the token endpoint of the tenant's cloud. */
    String audience() {
        return tokenUrl(NATIONAL_CLOUDS.getOrDefault(host(graphUrl), LOGIN_HOST), tenantId);
    }

    private static String tokenUrl(String host, String tenant) {
        return "https://%s/%s/oauth2/v2.0/token".formatted(host, tenant);
    }

    private static String host(URI uri) {
        return String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    }

    private static String guid(SettingsValidator settings, String setting, String what) throws ConnectorException {
        String value = settings.optional(setting).orElse("").toLowerCase(Locale.ROOT);
        if (!GUID.matcher(value).matches()) {
            throw settings.invalid(setting, what + ", for example 7b0cb9e4-5d0f-4c8e-9d0b-2f6f3c1a9e10");
        }
        return value;
    }

    private static EntraTenantSize size(SettingsValidator settings) throws ConnectorException {
        Optional<String> value = settings.connection().setting(DIRECTORY_SIZE);
        if (value.isEmpty()) {
            return EntraTenantSize.SMALL;
        }
        Optional<EntraTenantSize> size = EntraTenantSize.named(value.get());
        if (size.isEmpty()) {
            throw settings.invalid(DIRECTORY_SIZE, "small (up to 50 users), medium or large (more than 500 users)");
        }
        return size.get();
    }
}
