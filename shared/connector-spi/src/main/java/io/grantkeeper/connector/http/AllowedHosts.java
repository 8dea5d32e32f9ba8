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
 * Where a connection may call: the hosts that its connector declares, over HTTPS on the usual port, and the origins of
 * its settings {@code base-url} and {@code *-url}. Plain HTTP goes to this machine only.
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

    void require(ProviderRequest request) throws ConnectorException {
        if (!origins.contains(origin(request.uri()))) {
            throw new ConnectorException(new UnexpectedResponse(
                    "%s is not called: its host is neither declared by the connector nor set as a base URL; allowed are %s"
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
            throw misconfigured(connection, name, "is not a URL");
        }
        if (uri.getScheme() == null || uri.getHost() == null) {
            throw misconfigured(connection, name, "has no scheme or no host");
        }
        if (uri.getUserInfo() != null) {
            throw misconfigured(connection, name, "holds a user name or password: credentials have their own place");
        }
        boolean secure = uri.getScheme().equalsIgnoreCase("https");
        boolean here = LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT));
        if (!secure && !(uri.getScheme().equalsIgnoreCase("http") && here)) {
            throw misconfigured(connection, name, "must use https (http is for this machine only)");
        }
        return origin(uri);
    }

    private static ConnectorException misconfigured(Connection connection, String setting, String what) {
        return new ConnectorException(
                new Misconfigured("connection '%s' (%s): setting '%s' %s; it looks like https://api.example.com"
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
