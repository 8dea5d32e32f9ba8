package io.grantkeeper.targets.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grantkeeper.identity.json.JsonTrees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A double of one system that receives alerts: an HTTP server on 127.0.0.1 with the vendor's paths, formats, limits and
 * errors. Faults can be injected before and after a request is handled.
 */
public abstract class TargetDouble implements AutoCloseable {
    static {
        // Without this property, each response waits 40 ms for the client to acknowledge the headers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<Received> received = new ArrayList<>();
    private boolean started;

    /** A request as the double received it. */
    public record Received(String method, String path, String query, Map<String, String> headers, String body) {
        /** Returns the body as JSON; a missing node if the body is not JSON. */
        public JsonNode json() {
            try {
                return JsonTrees.read(body);
            } catch (JacksonException _) {
                return MissingNode.getInstance();
            }
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** A response. */
    public record Answer(int status, Map<String, String> headers, String body) {
        public static Answer of(int status, String body) {
            return new Answer(status, Map.of(), body);
        }
    }

    /** A fault that replaces the usual response. */
    private sealed interface Fault {
        /** The double sends this response and does not handle the request. */
        record Refuse(Answer answer) implements Fault {}

        /** The double handles the request and closes the connection without a response. */
        record LoseAnswer() implements Fault {}
    }

    protected TargetDouble() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot bind a port of 127.0.0.1", e);
        }
    }

    /** Handles a request as the vendor does. */
    protected abstract Answer answer(Received request);

    /** Returns the titles of all existing tickets or messages, in order of creation. */
    public abstract List<String> titles();

    /**
     * Returns the number of tickets or messages about open findings, not counting messages that report that a finding
     * was closed.
     */
    public abstract int tickets();

    /** Returns whether the ticket with this key is closed. */
    public abstract boolean isClosed(String key);

    /** Returns the severity of the ticket with this key, as the vendor stores it. */
    public abstract String severity(String key);

    /** Returns every text that a person would see, as the vendor stores it. */
    public abstract List<String> texts();

    /** Returns the base URL, which ends with a slash. The first call starts the double. */
    public synchronized URI address() {
        if (!started) {
            started = true;
            server.createContext("/", this::handle);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
        }
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** Answers the next request with this response and does not handle it. */
    public synchronized void refuseNext(int status, Map<String, String> headers, String body) {
        faults.add(new Fault.Refuse(new Answer(status, headers, body)));
    }

    /** Handles the next request and closes the connection without a response. */
    public synchronized void loseNextAnswer() {
        faults.add(new Fault.LoseAnswer());
    }

    /** Removes the faults that have not occurred. */
    public synchronized void clearFaults() {
        faults.clear();
    }

    public synchronized List<Received> received() {
        return List.copyOf(received);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
            URI uri = exchange.getRequestURI();
            Received request = new Received(
                    exchange.getRequestMethod(),
                    uri.getPath(),
                    uri.getQuery() == null ? "" : uri.getQuery(),
                    headers,
                    body);
            Answer answer;
            synchronized (this) {
                received.add(request);
                Fault fault = faults.poll();
                switch (fault) {
                    case Fault.Refuse(Answer refusal) -> answer = refusal;
                    case Fault.LoseAnswer _ -> {
                        var _ = answer(request);
                        return;
                    }
                    case null -> answer = answer(request);
                }
            }
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    /** Returns the HMAC-SHA-256 of a body. */
    protected static byte[] hmac(byte[] key, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
