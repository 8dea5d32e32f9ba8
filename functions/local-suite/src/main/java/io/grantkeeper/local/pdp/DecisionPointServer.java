package io.grantkeeper.local.pdp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.grantkeeper.authzen.AuthZenApi;
import io.grantkeeper.authzen.AuthZenHttpRequest;
import io.grantkeeper.authzen.AuthZenResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/** Serves the AuthZEN API on an HTTP or HTTPS port of 127.0.0.1. */
public final class DecisionPointServer implements AutoCloseable {
    /**
     * The maximum number of bytes to read from a request body. It exceeds every limit of the API, so that the API
     * itself can reject bodies that are too large.
     */
    private static final int READ_AT_MOST = 2 * 1024 * 1024;

    static {
        // Without this property, each response waits 40 ms for the client to acknowledge the headers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final boolean secure;

    private DecisionPointServer(HttpServer server, boolean secure) {
        this.server = server;
        this.secure = secure;
    }

    /**
     * Binds the port, so that its number is known. The server does not respond before {@link #serve} is called.
     *
     * @param port the port; 0 for any free port
     * @param tls the TLS context; empty for plain HTTP
     */
    public static DecisionPointServer bind(int port, Optional<SSLContext> tls) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            if (tls.isEmpty()) {
                return new DecisionPointServer(HttpServer.create(address, 0), false);
            }
            HttpsServer https = HttpsServer.create(address, 0);
            https.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
            return new DecisionPointServer(https, true);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot use port %d of 127.0.0.1; choose another with --port".formatted(port), e);
        }
    }

    public URI address() {
        return URI.create("%s://%s:%d"
                .formatted(
                        secure ? "https" : "http",
                        secure ? "localhost" : "127.0.0.1",
                        server.getAddress().getPort()));
    }

    public void serve(AuthZenApi api) {
        server.createContext("/", exchange -> handle(exchange, api::answer));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private static void handle(HttpExchange exchange, Function<AuthZenHttpRequest, AuthZenResponse> api)
            throws IOException {
        try (exchange) {
            byte[] body = BoundedRequestBody.read(exchange.getRequestBody(), READ_AT_MOST);
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(",", values)));
            AuthZenResponse answer = api.apply(new AuthZenHttpRequest(
                    exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), headers, body));
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] text = answer.body().getBytes(StandardCharsets.UTF_8);
            boolean silent = exchange.getRequestMethod().equals("HEAD") || text.length == 0;
            exchange.sendResponseHeaders(answer.status(), silent ? -1 : text.length);
            if (!silent) {
                exchange.getResponseBody().write(text);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
