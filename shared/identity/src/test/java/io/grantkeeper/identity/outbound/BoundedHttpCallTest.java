package io.grantkeeper.identity.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class BoundedHttpCallTest {
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    /**
     * Starts a server that, depending on the path, sends a body of ten characters, stops after ten characters without
     * ending the body, or sends an endless body.
     */
    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                String path = exchange.getRequestURI().getPath();
                exchange.sendResponseHeaders(path.endsWith("400") ? 400 : 200, 0);
                byte[] part = "0123456789".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseBody().write(part);
                exchange.getResponseBody().flush();
                if (path.startsWith("/stops")) {
                    end.await();
                }
                while (path.startsWith("/endless") && end.getCount() > 0) {
                    exchange.getResponseBody().write(part);
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    private HttpResponse<byte[]> call(String path, int maxBytes) throws IOException, InterruptedException {
        return call(path, maxBytes, Duration.ofMinutes(1));
    }

    private HttpResponse<byte[]> call(String path, int maxBytes, Duration timeout)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s"
                            .formatted(server.getAddress().getPort(), path)))
                    .build();
            return BoundedHttpCall.send(client, request, status -> status == 200 ? maxBytes : 0, timeout);
        }
    }

    @Test
    void readsOnlyBeginningOfBody() throws Exception {
        assertThat(call("/short", 100).body()).asString().isEqualTo("0123456789");
        assertThat(call("/short", 4).body()).asString().isEqualTo("0123");
        assertThat(call("/endless", 1_000).body()).hasSize(1_000);
    }

    @Test
    void returnsStatusWithoutReadingBody() throws Exception {
        assertThat(call("/endless-400", 100).statusCode()).isEqualTo(400);
        assertThat(call("/stops-400", 100).body()).isEmpty();
    }

    @Test
    void endsCallIfBodyIsNotCompleteInTime() {
        assertThatThrownBy(() -> call("/stops", 100, Duration.ofSeconds(1))).isInstanceOf(HttpTimeoutException.class);
    }
}
