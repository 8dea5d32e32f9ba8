package io.grantkeeper.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.cli.CommandRunner.Ran;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stops the real process of {@code serve} with SIGTERM while it makes decisions. */
@DisplayName("A server that receives a signal to stop")
class ServeStopIT {
    private static final String KEY = "key-of-the-gateway";
    private static final Pattern ADDRESS = Pattern.compile("Serving at (http://127\\.0\\.0\\.1:[0-9]+)");
    private static final int DECISIONS = 60;

    /** The number of decisions that have been returned when the signal is sent; the others are in progress. */
    private static final int RETURNED = 5;

    /** The exit code of a process that ended after SIGTERM: 128 plus the number of the signal. */
    private static final int TERMINATED = 143;

    @TempDir
    private Path folder;

    private CommandRunner configure() throws Exception {
        CommandRunner runner = new CommandRunner(folder);
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(KEY.getBytes(UTF_8)));
        Files.writeString(runner.config(), """
                {"tenant": "acme", "connections": [],
                 "decisions": {"publicUrl": "http://127.0.0.1:8411",
                               "apiKeys": [{"id": "gateway", "sha256": "%s"}]}}
                """.formatted(digest));
        return runner;
    }

    private static URI awaitAddress(CommandRunner runner, Process process) throws InterruptedException {
        while (true) {
            Matcher address = ADDRESS.matcher(ProcessScene.output(runner));
            if (address.find()) {
                return URI.create(address.group(1));
            }
            assertThat(process.waitFor(20, TimeUnit.MILLISECONDS))
                    .as(() -> "the server ended: " + ProcessScene.output(runner))
                    .isFalse();
        }
    }

    private static HttpRequest decision(URI server, String resource) {
        return HttpRequest.newBuilder(server.resolve("/access/v1/evaluation"))
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", "application/json")
                .header("X-API-Key", KEY)
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"subject": {"type": "agent", "id": "notes"}, "action": {"name": "read"},
                         "resource": {"type": "mail", "id": "%s"}}""".formatted(resource)))
                .build();
    }

    @Test
    void storesEachDecisionThatItReturnsBeforeItEnds() throws Exception {
        CommandRunner runner = configure();
        Process server = ProcessScene.start(runner, "serve", "--port", "0");
        Queue<String> returned = new ConcurrentLinkedQueue<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI address = awaitAddress(runner, server);
            CountDownLatch first = new CountDownLatch(RETURNED);
            List<CompletableFuture<Void>> requests = new ArrayList<>();
            for (int number = 0; number < DECISIONS; number++) {
                String resource = "mail-" + number + "-of-" + DECISIONS;
                requests.add(http.sendAsync(decision(address, resource), HttpResponse.BodyHandlers.ofString())
                        .thenAccept(response -> {
                            if (response.statusCode() == 200) {
                                returned.add(resource);
                                first.countDown();
                            }
                        }));
            }
            assertThat(first.await(2, TimeUnit.MINUTES)).isTrue();
            server.destroy();
            // Requests that arrive after the signal may fail. Those that were answered count.
            CompletableFuture.allOf(requests.toArray(CompletableFuture[]::new))
                    .exceptionally(_ -> null)
                    .get(2, TimeUnit.MINUTES);
            assertThat(server.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            server.destroyForcibly();
        }
        assertThat(server.exitValue()).as(() -> ProcessScene.output(runner)).isEqualTo(TERMINATED);
        Ran stored = runner.run("decisions", "list", "--last", "100", "--json");
        assertThat(stored.exit()).as(stored.err()).isZero();
        assertThat(returned)
                .hasSizeGreaterThanOrEqualTo(RETURNED)
                .allSatisfy(resource -> assertThat(stored.out()).contains("\"" + resource + "\""));
        assertThat(ProcessScene.output(runner)).doesNotContain("Exception", "\tat ");
    }
}
