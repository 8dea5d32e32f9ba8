package io.grantkeeper.connector.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grantkeeper.identity.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A small double for a new connector: one server with a few exact paths, whose responses the test defines. */
public final class RoutedDouble implements ProviderDouble {
    /**
     * A request that the double received.
     *
     * @param query not URL-decoded; empty if the request has no query
     * @param bearerToken the token after {@code Bearer} in the Authorization header; may be empty
     */
    public record ReceivedRequest(String method, String path, String query, String bearerToken, String body) {}

    public record Reply(int status, Map<String, String> headers, String body) {
        public Reply {
            headers = Map.copyOf(headers);
        }

        /** Creates a JSON response. */
        public static Reply of(int status, String json) {
            return new Reply(status, Map.of("content-type", "application/json"), json);
        }
    }

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final String baseUrlSetting;
    private final Map<String, String> settings;
    private final Map<String, Secret> credentials;
    private final Map<String, Function<ReceivedRequest, Reply>> routes = new ConcurrentHashMap<>();
    private final HttpServer server;

    /**
     * Starts the double.
     *
     * @param baseUrlSetting the connection setting that points to the double, usually {@code base-url}
     */
    public RoutedDouble(String baseUrlSetting, Map<String, String> settings, Map<String, Secret> credentials) {
        this.baseUrlSetting = baseUrlSetting;
        this.settings = Map.copyOf(settings);
        this.credentials = Map.copyOf(credentials);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on this machine", e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /** Responds to calls of this method and path. All other calls get a 404. */
    public void on(String method, String path, Function<ReceivedRequest, Reply> answer) {
        routes.put(method + " " + path, answer);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI uri = exchange.getRequestURI();
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            ReceivedRequest request = new ReceivedRequest(
                    exchange.getRequestMethod(),
                    uri.getPath(),
                    uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                    authorization != null && authorization.startsWith("Bearer ") ? authorization.substring(7) : "",
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Reply reply = routes.getOrDefault(request.method() + " " + request.path(), _ -> Reply.of(404, "{}"))
                    .apply(request);
            reply.headers().forEach(exchange.getResponseHeaders()::add);
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public Map<String, URI> baseUrls() {
        return Map.of(
                baseUrlSetting,
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @Override
    public Map<String, String> settings() {
        return settings;
    }

    @Override
    public Map<String, Secret> credentials() {
        return credentials;
    }

    @Override
    public Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
