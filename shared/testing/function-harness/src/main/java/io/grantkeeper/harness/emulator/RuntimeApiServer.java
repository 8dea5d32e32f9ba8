package io.grantkeeper.harness.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * An implementation of Lambda's Runtime API, version 2018-06-01, for one function on a free local port. It passes
 * events to the function and receives the responses. Source of the protocol: AWS Lambda developer guide, "Using the
 * Lambda runtime API".
 */
final class RuntimeApiServer implements AutoCloseable {
    static {
        // Without TCP_NODELAY, every response waits about 40 ms for a delayed acknowledgment.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final String BASE = "/2018-06-01/runtime/";

    /** The runtime client's response to an event. */
    sealed interface Answer {
        record Response(String body) implements Answer {}

        record ErrorResponse(String type, String body) implements Answer {}
    }

    @SuppressWarnings("ArrayRecordComponent") // the event is passed on unchanged; these records are never compared
    private record Pending(
            String id,
            byte[] event,
            Duration limit,
            CompletableFuture<Long> handedOut,
            CompletableFuture<Answer> answer) {}

    /**
     * An event that was submitted to the function.
     *
     * @param handedOut completes with {@link System#nanoTime} when the function receives the event
     * @param answer completes with the function's response
     */
    record Submitted(CompletableFuture<Long> handedOut, CompletableFuture<Answer> answer) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final InstantSource clock = InstantSource.system();
    private final BlockingQueue<Pending> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Pending> running = new ConcurrentHashMap<>();
    private final CompletableFuture<Optional<Answer.ErrorResponse>> initialized = new CompletableFuture<>();

    private final CompletableFuture<Optional<Answer.ErrorResponse>> primed = new CompletableFuture<>();
    private final CountDownLatch restored = new CountDownLatch(1);

    RuntimeApiServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(BASE, this::handle);
        server.start();
    }

    /** Returns the host and the port in the format of the variable {@code AWS_LAMBDA_RUNTIME_API}. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /**
     * Returns a future that completes, with an empty value, when the function first requests an event. If
     * initialization fails, the future completes with the error.
     */
    CompletableFuture<Optional<Answer.ErrorResponse>> initialized() {
        return initialized;
    }

    /**
     * Returns a future that completes, with an empty value, when a SnapStart function is ready for its snapshot. If
     * initialization fails, the future completes with the error.
     */
    CompletableFuture<Optional<Answer.ErrorResponse>> primed() {
        return primed;
    }

    /** Notifies a SnapStart function that it was restored. */
    void restore() {
        restored.countDown();
    }

    Submitted submit(byte[] event, Duration limit) {
        var pending = new Pending(
                UUID.randomUUID().toString(), event, limit, new CompletableFuture<>(), new CompletableFuture<>());
        running.put(pending.id(), pending);
        waiting.add(pending);
        return new Submitted(pending.handedOut(), pending.answer());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path =
                    exchange.getRequestURI().getPath().substring(BASE.length()).split("/", -1);
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (path.length == 2 && path[0].equals("init") && path[1].equals("error")) {
                Optional<Answer.ErrorResponse> error = Optional.of(errorResponse(exchange, body));
                primed.complete(error);
                initialized.complete(error);
                accept(exchange);
            } else if (path.length == 2 && path[0].equals("restore") && path[1].equals("error")) {
                initialized.complete(Optional.of(errorResponse(exchange, body)));
                accept(exchange);
            } else if (path.length == 2 && path[0].equals("restore") && path[1].equals("next")) {
                awaitRestore(exchange);
            } else if (path.length == 2 && path[1].equals("next")) {
                next(exchange);
            } else if (path.length == 3 && path[2].equals("response")) {
                answer(exchange, path[1], new Answer.Response(text(body)));
            } else if (path.length == 3 && path[2].equals("error")) {
                answer(exchange, path[1], errorResponse(exchange, body));
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private void awaitRestore(HttpExchange exchange) throws IOException {
        primed.complete(Optional.empty());
        try {
            restored.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return;
        }
        exchange.sendResponseHeaders(200, -1);
    }

    private void next(HttpExchange exchange) throws IOException {
        initialized.complete(Optional.empty());
        Pending pending;
        try {
            pending = waiting.take();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return;
        }
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Lambda-Runtime-Aws-Request-Id", pending.id());
        headers.set(
                "Lambda-Runtime-Deadline-Ms",
                Long.toString(clock.instant().plus(pending.limit()).toEpochMilli()));
        headers.set(
                "Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-central-1:000000000000:function:emulated");
        headers.set("Lambda-Runtime-Trace-Id", "Root=1-00000000-000000000000000000000000;Sampled=0");
        pending.handedOut().complete(System.nanoTime());
        exchange.sendResponseHeaders(200, pending.event().length);
        exchange.getResponseBody().write(pending.event());
    }

    private void answer(HttpExchange exchange, String id, Answer answer) throws IOException {
        Pending pending = running.remove(id);
        if (pending == null) {
            exchange.sendResponseHeaders(400, -1);
            return;
        }
        pending.answer().complete(answer);
        accept(exchange);
    }

    private static Answer.ErrorResponse errorResponse(HttpExchange exchange, byte[] body) {
        String type = exchange.getRequestHeaders().getFirst("Lambda-Runtime-Function-Error-Type");
        return new Answer.ErrorResponse(type == null ? "unknown" : type, text(body));
    }

    private static void accept(HttpExchange exchange) throws IOException {
        byte[] status = "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(202, status.length);
        exchange.getResponseBody().write(status);
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    static RuntimeApiServer start() {
        try {
            return new RuntimeApiServer();
        } catch (IOException e) {
            throw new UncheckedIOException("no free local port for the Lambda Runtime API", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
