import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grantkeeper.mcp.McpGuard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/**
 * An MCP gateway that asks a decision point before it forwards a message. It supports only the simplest form of
 * Streamable HTTP: one JSON-RPC message per POST. Replace {@code claims} with your own access token validation.
 *
 * <p>Usage: {@code McpGateway PORT MCP_SERVER DECISION_POINT}, with the decision point's API key in
 * {@code PDP_API_KEY}.
 */
public final class McpGateway {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final URI server;
    private final McpGuard guard;

    private McpGateway(URI server, URI decisionPoint, String apiKey) {
        this.server = server;
        this.guard = new McpGuard(server.toString(), (path, body) -> ask(decisionPoint, apiKey, path, body));
    }

    public static void main(String[] arguments) throws IOException {
        McpGateway gateway =
                new McpGateway(URI.create(arguments[1]), URI.create(arguments[2]), System.getenv("PDP_API_KEY"));
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])), 0);
        server.createContext("/", gateway::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        System.out.println("listening on " + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String message = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Optional<Map<String, Object>> claims = claims(exchange.getRequestHeaders().getFirst("Authorization"));
            if (claims.isEmpty()) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            String answer =
                    switch (guard.judge(message, claims.get())) {
                        case McpGuard.Verdict.Refused(String error) -> error;
                        case McpGuard.Verdict.Pass _ -> forward(message);
                    };
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(bytes.length == 0 ? 202 : 200, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String forward(String message) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(server)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json")
                        .timeout(Duration.ofSeconds(30))
                        .POST(BodyPublishers.ofString(message))
                        .build(),
                BodyHandlers.ofString());
        guard.observe(response.body());
        return response.body();
    }

    private String ask(URI decisionPoint, String apiKey, String path, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(decisionPoint + path))
                        .header("Content-Type", "application/json")
                        .header("X-API-Key", apiKey == null ? "" : apiKey)
                        .timeout(Duration.ofSeconds(2))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("the decision point returned HTTP status " + response.statusCode());
        }
        return response.body();
    }

    /**
     * FOR THIS EXAMPLE ONLY: accepts every token. A real gateway first verifies signature, issuer, audience and time.
     */
    @SuppressWarnings("unchecked")
    private static Optional<Map<String, Object>> claims(String authorization) {
        try {
            String payload = authorization.substring("Bearer ".length()).split("\\.")[1];
            return Optional.of(JSON.readValue(Base64.getUrlDecoder().decode(payload), Map.class));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
