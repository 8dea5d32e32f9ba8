package io.grantkeeper.functions.publishsignals;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * A test double for a receiver of pushed tokens and posted events. It records the requests and sends a configured
 * reply.
 */
final class ReceiverDouble implements AutoCloseable {
    private final HttpServer server;
    final List<Received> got = new CopyOnWriteArrayList<>();
    Supplier<Reply> reply = () -> new Reply(202, "", Map.of());

    /** A recorded request. */
    record Received(String path, String contentType, String authorization, String body) {}

    /** The reply to send. */
    record Reply(int status, String body, Map<String, String> headers) {}

    ReceiverDouble() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            try (exchange) {
                var headers = exchange.getRequestHeaders();
                got.add(new Received(
                        exchange.getRequestURI().getPath(),
                        String.valueOf(headers.getFirst("content-type")),
                        String.valueOf(headers.getFirst("authorization")),
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
                Reply answer = reply.get();
                answer.headers().forEach(exchange.getResponseHeaders()::set);
                byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    URI urlOf(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
