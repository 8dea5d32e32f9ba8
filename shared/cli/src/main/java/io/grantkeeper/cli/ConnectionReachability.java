package io.grantkeeper.cli;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.outbound.OutboundHttpClients;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLException;

/**
 * Checks whether a connection's provider can be reached before a sweep starts, because the sweep would otherwise retry
 * for its whole time limit. Any HTTP response is enough: the sweep itself reports what the provider rejects.
 */
final class ConnectionReachability implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration RESPOND = Duration.ofSeconds(30);

    private final HttpClient http = OutboundHttpClients.client(CONNECT).build();

    /**
     * Returns why a provider cannot be reached, with the host, the port, the cause and the setting; empty if it can be
     * reached. A connection without URL settings is unreachable if none of its provider's hosts can be reached.
     */
    Optional<String> problem(Connector connector, Connection connection) {
        Map<String, String> configured = new TreeMap<>(connection.settings());
        configured.keySet().removeIf(name -> !name.equals("base-url") && !name.endsWith("-url"));
        for (Map.Entry<String, String> setting : configured.entrySet()) {
            Optional<String> problem = uri(setting.getValue()).flatMap(this::problem);
            if (problem.isPresent()) {
                return Optional.of(
                        "%s; check the setting '%s' and the network".formatted(problem.get(), setting.getKey()));
            }
        }
        if (!configured.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> problems = new LinkedHashMap<>();
        for (String host : connector.definition().hosts()) {
            Optional<String> problem = uri("https://" + host).flatMap(this::problem);
            if (problem.isEmpty()) {
                return Optional.empty();
            }
            problems.put(host, problem.get());
        }
        return problems.values().stream()
                .findFirst()
                .map(problem -> problem + "; check the network, the proxy and the firewall");
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(URI.create(text.strip())).filter(uri -> uri.getHost() != null);
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // the sweep reports invalid URLs
        }
    }

    private Optional<String> problem(URI uri) {
        HttpRequest request = HttpRequest.newBuilder(uri.resolve("/"))
                .timeout(RESPOND)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            http.send(request, HttpResponse.BodyHandlers.discarding());
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.of("the check of %s was interrupted".formatted(place(uri)));
        } catch (IOException e) {
            return Optional.of("%s cannot be reached: %s".formatted(place(uri), cause(e)));
        }
    }

    private static String place(URI uri) {
        int port = uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
        return "%s, port %d".formatted(uri.getHost(), port);
    }

    private static String cause(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "DNS cannot resolve the host name";
            }
            if (cause instanceof SSLException) {
                return "the TLS handshake or the certificate check failed";
            }
            if (cause instanceof HttpTimeoutException) {
                return "no response within %d s".formatted(RESPOND.toSeconds());
            }
        }
        return failure instanceof ConnectException
                ? "the connection was refused"
                : "the connection was closed before a response, so this is not the provider's API";
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
