package io.grantkeeper.local.pdp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.grantkeeper.authzen.AuthZenApi;
import io.grantkeeper.authzen.HttpAnswer;
import io.grantkeeper.authzen.HttpCall;
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

/** An HTTP or HTTPS port of 127.0.0.1 that answers by the AuthZEN API. */
public final class HttpFront implements AutoCloseable {
    /** More than any limit of the API, so that the API can say what is too much. */
    private static final int READ_AT_MOST = 2 * 1024 * 1024;

    static {
        // Without it answers wait for the caller's acknowledgement of the headers: 40 ms for nothing.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final boolean secure;

    private HttpFront(HttpServer server, boolean secure) {
        this.server = server;
        this.secure = secure;
    }

    /**
     * Binds the port, so that its number is known; nothing is answered before {@link #serve}.
     *
     * @param port 0 for any free one
     * @param tls empty for plain HTTP
     */
    public static HttpFront bind(int port, Optional<SSLContext> tls) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            if (tls.isEmpty()) {
                return new HttpFront(HttpServer.create(address, 0), false);
            }
            HttpsServer https = HttpsServer.create(address, 0);
            https.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
            return new HttpFront(https, true);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "port %d of 127.0.0.1 cannot be used; choose another with --port".formatted(port), e);
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

    private static void handle(HttpExchange exchange, Function<HttpCall, HttpAnswer> api) throws IOException {
        try (exchange) {
            byte[] body = RequestBytes.read(exchange.getRequestBody(), READ_AT_MOST);
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(",", values)));
            HttpAnswer answer = api.apply(new HttpCall(
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
