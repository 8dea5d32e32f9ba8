package io.grantkeeper.functions.emulator;

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
 * Lambda's Runtime API, version 2018-06-01, for one function on a free local port: hands out events and takes answers.
 * Source of the protocol: AWS Lambda developer guide, "Using the Lambda runtime API".
 */
final class RuntimeApi implements AutoCloseable {
    static {
        // Without it every answer waits for a delayed acknowledgement, about 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final String BASE = "/2018-06-01/runtime/";

    /** How the runtime client answered an event. */
    sealed interface Answer {
        record Response(String body) implements Answer {}

        record Refusal(String type, String body) implements Answer {}
    }

    @SuppressWarnings("ArrayRecordComponent") // an event is handed on as it is; records of it are never compared
    private record Pending(
            String id,
            byte[] event,
            Duration limit,
            CompletableFuture<Long> handedOut,
            CompletableFuture<Answer> answer) {}

    /**
     * An event on its way through the function.
     *
     * @param handedOut {@link System#nanoTime} when the function took it
     */
    record Submitted(CompletableFuture<Long> handedOut, CompletableFuture<Answer> answer) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final InstantSource clock = InstantSource.system();
    private final BlockingQueue<Pending> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Pending> running = new ConcurrentHashMap<>();
    private final CompletableFuture<Optional<Answer.Refusal>> initialised = new CompletableFuture<>();

    private final CompletableFuture<Optional<Answer.Refusal>> primed = new CompletableFuture<>();
    private final CountDownLatch restored = new CountDownLatch(1);

    RuntimeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(BASE, this::handle);
        server.start();
    }

    /** Host and port, the form of the variable {@code AWS_LAMBDA_RUNTIME_API}. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Done at the first request for an event, or with the error that initialisation ended in. */
    CompletableFuture<Optional<Answer.Refusal>> initialised() {
        return initialised;
    }

    /** Done when a SnapStart function is ready for its snapshot, or with the error that initialisation ended in. */
    CompletableFuture<Optional<Answer.Refusal>> primed() {
        return primed;
    }

    /** Tells a SnapStart function that it was restored. */
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
                Optional<Answer.Refusal> error = Optional.of(refusal(exchange, body));
                primed.complete(error);
                initialised.complete(error);
                accept(exchange);
            } else if (path.length == 2 && path[0].equals("restore") && path[1].equals("error")) {
                initialised.complete(Optional.of(refusal(exchange, body)));
                accept(exchange);
            } else if (path.length == 2 && path[0].equals("restore") && path[1].equals("next")) {
                awaitRestore(exchange);
            } else if (path.length == 2 && path[1].equals("next")) {
                next(exchange);
            } else if (path.length == 3 && path[2].equals("response")) {
                answer(exchange, path[1], new Answer.Response(text(body)));
            } else if (path.length == 3 && path[2].equals("error")) {
                answer(exchange, path[1], refusal(exchange, body));
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
        initialised.complete(Optional.empty());
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

    private static Answer.Refusal refusal(HttpExchange exchange, byte[] body) {
        String type = exchange.getRequestHeaders().getFirst("Lambda-Runtime-Function-Error-Type");
        return new Answer.Refusal(type == null ? "unknown" : type, text(body));
    }

    private static void accept(HttpExchange exchange) throws IOException {
        byte[] status = "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(202, status.length);
        exchange.getResponseBody().write(status);
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    static RuntimeApi start() {
        try {
            return new RuntimeApi();
        } catch (IOException e) {
            throw new UncheckedIOException("no free local port for the Lambda runtime API", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
