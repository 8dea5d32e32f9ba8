package io.grantkeeper.connector.testkit.acme;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.connector.testkit.ProviderDoubleOptions;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A double of Acme Notes that provides what the connector needs: pages with two integrations each, pages of log rows,
 * and access tokens that must be fetched first.
 */
final class AcmeDouble implements ProviderDouble {
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final int PER_PAGE = 2;

    private final ProviderDoubleOptions options;
    private final HttpServer server;
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final AtomicInteger issued = new AtomicInteger();
    private final TreeMap<String, String> integrations = new TreeMap<>();

    AcmeDouble(ProviderDoubleOptions options) {
        this.options = options;
        for (int i = 1; i <= 5; i++) {
            integrations.put(
                    "int-" + i, """
                    {"id":"int-%s","name":"Integration %s","level":"%s","scopes":["notes:read"],"installed_by":"dana"}""".formatted(Integer.toString(i), Integer.toString(i), i % 2 == 0 ? "write" : "read"));
        }
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on this machine", e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/token", this::token);
        server.createContext("/v1/integrations", exchange -> {
            if (allowed(
                    exchange,
                    exchange.getRequestMethod().equals("DELETE") ? "integrations:write" : "integrations:read")) {
                integrations(exchange);
            }
        });
        server.createContext("/v1/log", exchange -> {
            if (allowed(exchange, "log:read")) {
                log(exchange);
            }
        });
        server.start();
    }

    @Override
    public Map<String, URI> baseUrls() {
        return Map.of("base-url", URI.create(origin() + "/v1"));
    }

    private String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("workspace", options.name());
    }

    @Override
    public Map<String, Secret> credentials() {
        return Map.of(
                "client-secret", Secret.of("acme-client-" + options.name()),
                "webhook-secret", Secret.of("acme-webhook-" + options.name()));
    }

    @Override
    public Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    private void token(HttpExchange exchange) throws IOException {
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!credentials().get("client-secret").matches(sent)) {
            reply(exchange, 401, "{\"error\":\"unknown client\"}");
            return;
        }
        String token = "acme-token-" + options.name() + "-" + issued.incrementAndGet();
        tokens.add(token);
        reply(exchange, 200, "{\"token\":\"%s\"}".formatted(token));
    }

    private boolean allowed(HttpExchange exchange, String scope) throws IOException {
        String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!tokens.contains(header.replace("Bearer ", ""))) {
            reply(exchange, 401, "{\"error\":\"unknown token\"}");
            return false;
        }
        boolean may = options.onlyScopes().map(scopes -> scopes.contains(scope)).orElse(true);
        if (!may) {
            reply(exchange, 403, "{\"error\":\"missing_scope\",\"scope\":\"%s\"}".formatted(scope));
        }
        return may;
    }

    private void integrations(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String id = path.substring(path.lastIndexOf('/') + 1);
        synchronized (integrations) {
            if (exchange.getRequestMethod().equals("DELETE")) {
                boolean there = integrations.remove(id) != null;
                reply(exchange, there ? 204 : 404, there ? "" : "{}");
                return;
            }
            if (!id.equals("integrations")) {
                String found = integrations.get(id);
                reply(exchange, found == null ? 404 : 200, found == null ? "{}" : found);
                return;
            }
            List<String> ids =
                    List.copyOf(integrations.tailMap(after(exchange), false).keySet());
            List<String> page = ids.subList(0, Math.min(PER_PAGE, ids.size()));
            if (ids.size() > PER_PAGE) {
                exchange.getResponseHeaders()
                        .add("Link", "<%s/v1/integrations?after=%s>; rel=\"next\"".formatted(origin(), page.getLast()));
            }
            String items = String.join(",", page.stream().map(integrations::get).toList());
            reply(exchange, 200, "{\"items\":[" + items + "],\"total\":" + integrations.size() + "}");
        }
    }

    private void log(HttpExchange exchange) throws IOException {
        int page = after(exchange).isEmpty() ? 1 : Integer.parseInt(after(exchange));
        String rows = """
                {"id":"row-N","integration":"int-N","actor":"dana","at":"2026-11-2NT12:00:00Z"}""".replace("N", Integer.toString(page));
        reply(exchange, 200, "{\"rows\":[%s],\"next\":%s}".formatted(rows, page < 3 ? page + 1 : "null"));
    }

    private static String after(HttpExchange exchange) {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        return query.startsWith("after=") ? query.substring("after=".length()) : "";
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
