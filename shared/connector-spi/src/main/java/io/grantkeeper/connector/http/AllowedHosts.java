package io.grantkeeper.connector.http;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.identity.Connection;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The hosts that a connection may call: those that its connector declares, over HTTPS on the default port, and the
 * origins of its settings {@code base-url} and {@code *-url}. Plain HTTP is allowed only for localhost.
 */
final class AllowedHosts {
    private static final String SETTING = "base-url";
    private static final String SETTING_SUFFIX = "-url";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> origins = new TreeSet<>();

    private AllowedHosts() {}

    static AllowedHosts of(Set<String> declared, Connection connection) throws ConnectorException {
        AllowedHosts hosts = new AllowedHosts();
        declared.forEach(host -> hosts.origins.add(origin("https", host, 443)));
        for (Map.Entry<String, String> setting : connection.settings().entrySet()) {
            if (setting.getKey().equals(SETTING) || setting.getKey().endsWith(SETTING_SUFFIX)) {
                hosts.origins.add(configuredOrigin(connection, setting.getKey(), setting.getValue()));
            }
        }
        return hosts;
    }

    void requireAllowed(ProviderRequest request) throws ConnectorException {
        if (!origins.contains(origin(request.uri()))) {
            throw new ConnectorException(new UnexpectedResponse(
                    "%s was blocked: its host is neither declared by the connector nor set as a base URL; allowed origins are %s"
                            .formatted(request, origins)));
        }
    }

    static boolean sameOrigin(URI one, URI other) {
        return origin(one).equals(origin(other));
    }

    private static String configuredOrigin(Connection connection, String name, String value) throws ConnectorException {
        URI uri;
        try {
            uri = URI.create(value.strip());
        } catch (IllegalArgumentException _) {
            throw misconfigured(connection, name, "is not a valid URL");
        }
        if (uri.getScheme() == null || uri.getHost() == null) {
            throw misconfigured(connection, name, "lacks a scheme or a host");
        }
        if (uri.getUserInfo() != null) {
            throw misconfigured(connection, name, "contains a user name or password: configure credentials separately");
        }
        boolean secure = uri.getScheme().equalsIgnoreCase("https");
        boolean here = LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT));
        if (!secure && !(uri.getScheme().equalsIgnoreCase("http") && here)) {
            throw misconfigured(connection, name, "must use https (http is allowed only for localhost)");
        }
        return origin(uri);
    }

    private static ConnectorException misconfigured(Connection connection, String setting, String what) {
        return new ConnectorException(new Misconfigured(
                "connection '%s' (%s): setting '%s' %s; expected a URL such as https://api.example.com"
                        .formatted(connection.id(), connection.provider(), setting, what)));
    }

    private static String origin(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        int port = uri.getPort() == -1 ? (scheme.equals("http") ? 80 : 443) : uri.getPort();
        return origin(scheme, String.valueOf(uri.getHost()), port);
    }

    private static String origin(String scheme, String host, int port) {
        return scheme + "://" + host.toLowerCase(Locale.ROOT) + ":" + port;
    }
}
