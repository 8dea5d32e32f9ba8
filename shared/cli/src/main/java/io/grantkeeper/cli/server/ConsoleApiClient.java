package io.grantkeeper.cli.server;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.identity.outbound.OutboundHttpClients;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Calls the API of a server. Waits if the server limits the rate or has just started. Reports a problem in one line.
 */
public final class ConsoleApiClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration RESPOND = Duration.ofSeconds(30);
    private static final int MAX_WAITS = 60;
    private static final int MAX_WAIT_SECONDS = 5;

    private final URI base;
    private final Secret key;
    private final Duration respond;
    private final HttpClient http = OutboundHttpClients.client(CONNECT).build();

    private ConsoleApiClient(URI base, Secret key, Duration respond) {
        this.base = base;
        this.key = key;
        this.respond = respond;
    }

    /**
     * Returns a client.
     *
     * @param server the URL of the server, without a path
     * @param key the API key
     * @throws IllegalArgumentException if a key would be sent without encryption to another machine
     */
    public static ConsoleApiClient of(URI server, Secret key) {
        return of(server, key, RESPOND);
    }

    /**
     * Returns a client.
     *
     * @param respond the maximum time to wait for each response
     */
    static ConsoleApiClient of(URI server, Secret key, Duration respond) {
        boolean local = "http".equals(server.getScheme()) && "127.0.0.1".equals(server.getHost());
        if (server.getHost() == null || !("https".equals(server.getScheme()) || local)) {
            throw new IllegalArgumentException(
                    "--server must be an https URL such as https://grantkeeper.acme.com, or http://127.0.0.1:8484 on"
                            + " this machine");
        }
        return new ConsoleApiClient(server.resolve("/api/v1/"), key, respond);
    }

    /** Returns whether the server answers at its address and accepts the key. */
    public boolean isUsable() {
        try {
            HttpResponse<String> response = send(request("session").GET().build());
            return response.statusCode() == 200
                    && JsonTrees.read(response.body()).path("signedIn").asBoolean(false);
        } catch (IOException | JacksonException _) {
            return false;
        }
    }

    /**
     * Reads from the API.
     *
     * @param path the path of the operation, such as {@code records/identities}
     * @throws IllegalStateException if the server refuses the request or does not answer; the message is one line
     */
    JsonNode get(String path, Map<String, String> parameters) {
        String query = new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(parameter -> parameter.getKey() + "="
                                + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        return call(request(query.isEmpty() ? path : path + "?" + query).GET().build());
    }

    /** Returns a text, such as an id, as one segment of a path. */
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Requests a change.
     *
     * @param path the path of the operation, such as {@code incidents/ID/close}
     * @throws IllegalStateException if the server refuses the request or does not answer; the message is one line
     */
    public JsonNode post(String path, JsonNode body) {
        return call(request(path)
                .header("content-type", "application/json")
                .header("idempotency-key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(JsonTrees.write(body)))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(respond)
                .header("accept", "application/json")
                .header("x-api-key", key.reveal());
    }

    private JsonNode call(HttpRequest request) {
        try {
            HttpResponse<String> response = send(request);
            for (int waits = 0; isToBeRepeated(response) && waits < MAX_WAITS; waits++) {
                pause(response);
                response = send(request);
            }
            if (response.statusCode() != 200) {
                throw new IllegalStateException("the server at %s refused the request: %s%s"
                        .formatted(base.getAuthority(), problem(response), instead(response)));
            }
            return JsonTrees.read(response.body());
        } catch (HttpConnectTimeoutException _) {
            throw new IllegalStateException(
                    "the server at %s cannot be reached within %d seconds; check --server and the network"
                            .formatted(base.getAuthority(), CONNECT.toSeconds()));
        } catch (HttpTimeoutException _) {
            throw new IllegalStateException("the server at %s did not answer within %d seconds; %s"
                    .formatted(
                            base.getAuthority(),
                            respond.toSeconds(),
                            request.method().equals("GET")
                                    ? "try again in a minute"
                                    : "it may still make the change: check with a command such as 'grantkeeper review list'"
                                            + " before you repeat it"));
        } catch (IOException | JacksonException _) {
            throw new IllegalStateException(
                    "the server at %s does not respond like Grantkeeper's API; check --server and the network"
                            .formatted(base.getAuthority()));
        }
    }

    /**
     * Returns whether to repeat the request, because the server limits the rate, or has just started and is still
     * reading its inventory.
     */
    private static boolean isToBeRepeated(HttpResponse<String> response) {
        return response.statusCode() == 429
                || (response.statusCode() == 503
                        && response.headers().firstValue("retry-after").isPresent());
    }

    /** Returns advice on what to do instead, for a local suite's key that does not permit the operation. */
    private String instead(HttpResponse<String> response) {
        return response.statusCode() == 403 && "127.0.0.1".equals(base.getHost())
                ? "; use the console instead: press Enter in the terminal of the suite for a link"
                : "";
    }

    private static String problem(HttpResponse<String> response) {
        if (response.statusCode() == 401) {
            return "it does not accept the API key; set GRANTKEEPER_API_KEY to a key of 'console.apiKeys'";
        }
        Optional<String> detail = Optional.empty();
        try {
            detail = Optional.of(JsonTrees.read(response.body()).path("detail").asString(""))
                    .filter(text -> !text.isEmpty());
        } catch (JacksonException _) {
            // the status has to do
        }
        return detail.orElseGet(() -> "status " + response.statusCode());
    }

    private static void pause(HttpResponse<String> response) {
        long seconds = response.headers().firstValueAsLong("retry-after").orElse(1);
        try {
            Thread.sleep(Duration.ofSeconds(Math.clamp(seconds, 1, MAX_WAIT_SECONDS)));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the server limited the rate");
        }
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
