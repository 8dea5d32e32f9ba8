package io.grantkeeper.local.suite;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grantkeeper.local.pdp.BoundedRequestBody;
import io.grantkeeper.signals.transmit.SsfTransmitter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An HTTP server on 127.0.0.1 that passes requests to functions in the format of API Gateway. */
final class LocalHttpApi implements AutoCloseable {
    /** The maximum size of a request body in bytes; the same limit as API Gateway's. */
    private static final int MAX_BODY = 10 * 1024 * 1024;

    static {
        // Without this property, each response waits 40 ms for the client to acknowledge the headers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;

    private LocalHttpApi(HttpServer server) {
        this.server = server;
    }

    /**
     * Binds the port. The server does not respond before {@link #serve} is called.
     *
     * @param port the port; 0 for any free port
     */
    static LocalHttpApi bind(int port) {
        try {
            return new LocalHttpApi(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot use port %d of 127.0.0.1; choose another with --port".formatted(port), e);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * Starts handling requests.
     *
     * @param webhooks handles provider webhooks
     * @param people handles people's answers, from browsers and from Slack, and webhooks about tickets
     * @param decide serves the decision point's API
     * @param signals serves receivers of signals, under the paths that the Shared Signals specification and Grantkeeper
     *     define
     * @param console serves the console and its API
     */
    void serve(
            Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> webhooks,
            Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> people,
            Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> decide,
            Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> signals,
            Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> console) {
        server.createContext("/", exchange -> handle(exchange, webhooks));
        for (String path : List.of("/answers/", "/reviews/", "/slack/", "/tickets/")) {
            server.createContext(path, exchange -> handle(exchange, people));
        }
        server.createContext("/console", exchange -> handle(exchange, console));
        server.createContext("/api/", exchange -> handle(exchange, console));
        server.createContext("/access/", exchange -> handle(exchange, decide));
        server.createContext("/.well-known/", exchange -> handle(exchange, decide));
        server.createContext(SsfTransmitter.METADATA, exchange -> handle(exchange, signals));
        server.createContext(SsfTransmitter.BASE + "/", exchange -> handle(exchange, signals));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private static void handle(
            HttpExchange exchange, Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function)
            throws IOException {
        try (exchange) {
            byte[] body = BoundedRequestBody.read(exchange.getRequestBody(), MAX_BODY + 1);
            if (body.length > MAX_BODY) {
                String requestId = exchange.getRequestHeaders().getFirst("X-Request-ID");
                if (requestId != null) {
                    exchange.getResponseHeaders().set("X-Request-ID", requestId);
                }
                exchange.sendResponseHeaders(413, -1);
                return;
            }
            APIGatewayV2HTTPResponse response = function.apply(event(exchange, body));
            if (response.getHeaders() != null) {
                response.getHeaders().forEach(exchange.getResponseHeaders()::set);
            }
            if (response.getCookies() != null) {
                response.getCookies()
                        .forEach(cookie -> exchange.getResponseHeaders().add("set-cookie", cookie));
            }
            byte[] answer = answer(response);
            exchange.sendResponseHeaders(response.getStatusCode(), answer.length == 0 ? -1 : answer.length);
            if (answer.length > 0) {
                exchange.getResponseBody().write(answer);
            }
        }
    }

    private static byte[] answer(APIGatewayV2HTTPResponse response) {
        if (response.getBody() == null) {
            return new byte[0];
        }
        return response.getIsBase64Encoded()
                ? Base64.getDecoder().decode(response.getBody())
                : response.getBody().getBytes(StandardCharsets.UTF_8);
    }

    private static APIGatewayV2HTTPEvent event(HttpExchange exchange, byte[] body) {
        URI uri = exchange.getRequestURI();
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
        event.setVersion("2.0");
        event.setRawPath(uri.getRawPath());
        event.setRawQueryString(query);
        event.setQueryStringParameters(parameters(query));
        event.setHeaders(headers);
        event.setBody(Base64.getEncoder().encodeToString(body));
        event.setIsBase64Encoded(true);
        event.setRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                        .withMethod(exchange.getRequestMethod())
                        .withPath(uri.getPath())
                        .withSourceIp(exchange.getRemoteAddress().getAddress().getHostAddress())
                        .build())
                .build());
        return event;
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
