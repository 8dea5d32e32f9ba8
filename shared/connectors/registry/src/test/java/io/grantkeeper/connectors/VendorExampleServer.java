package io.grantkeeper.connectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A server that answers each GET request with an example from a vendor's OpenAPI description. The server finds the
 * example by the route, "GET /path/{parameter}". Every listing has only one page.
 */
final class VendorExampleServer implements AutoCloseable {
    /** A lenient mapper, because some examples are strings with trailing commas, which JSON does not allow. */
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_TRAILING_COMMA).build();

    private record Example(Pattern path, String route, String body) {}

    private final List<Example> examples = new ArrayList<>();
    private final Set<String> requestedRoutes = new TreeSet<>();
    private final String missing;
    private final HttpServer server;

    /**
     * Creates a server for the examples in a file.
     *
     * @param missing the response if there is no example, in the vendor's format for a 404
     */
    VendorExampleServer(Path file, String missing) throws IOException {
        this.missing = missing;
        JsonNode all = MAPPER.readTree(Files.readString(file));
        for (Map.Entry<String, JsonNode> entry : all.properties()) {
            if (entry.getKey().startsWith("GET ") && !entry.getValue().isEmpty()) {
                String path = entry.getKey().substring("GET ".length());
                String pattern = path.replaceAll("\\{[^}]*}", "[^/]+");
                examples.add(new Example(
                        Pattern.compile(pattern),
                        path,
                        example(entry.getValue().iterator().next())));
            }
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private static String example(JsonNode example) {
        JsonNode value = example.isString() ? MAPPER.readTree(example.asString()) : example;
        if (value instanceof ObjectNode object) {
            if (object.has("has_more")) {
                object.put("has_more", false);
            }
            object.remove("_links");
        }
        return MAPPER.writeValueAsString(value);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        var found = examples.stream()
                .filter(example -> example.path().matcher(path).matches())
                .findFirst();
        found.ifPresent(example -> requestedRoutes.add(example.route()));
        byte[] body = found.map(Example::body).orElse(missing).getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().add("content-type", "application/json");
            exchange.sendResponseHeaders(found.isPresent() ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Returns the requested routes that have an example. */
    Set<String> requestedRoutes() {
        return requestedRoutes;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
