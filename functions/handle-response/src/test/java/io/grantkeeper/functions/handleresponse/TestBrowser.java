package io.grantkeeper.functions.handleresponse;

import io.grantkeeper.identity.json.ModelJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A real headless Chromium, driven over the Chrome DevTools Protocol. Scripts on pages are disabled. */
final class TestBrowser implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private int calls;

    private TestBrowser(Process process, Path profile, URI page) {
        this.process = process;
        this.profile = profile;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page, new Listener())
                .join();
    }

    /** Returns the path of an installed Chromium; empty if there is none. */
    static Optional<Path> installed() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    static TestBrowser start(Path chromium) throws IOException, InterruptedException {
        Path profile = Files.createTempDirectory("grantkeeper-browser");
        Process process = new ProcessBuilder(
                        chromium.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Path port = profile.resolve("DevToolsActivePort");
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!Files.exists(port) || Files.readAllLines(port).isEmpty()) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                process.destroy();
                throw new IOException("the browser did not start");
            }
            Thread.sleep(50);
        }
        URI list = URI.create("http://127.0.0.1:%s/json/list"
                .formatted(Files.readAllLines(port).getFirst()));
        String targets = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        for (JsonNode target : ModelJson.mapper().readTree(targets)) {
            if (target.path("type").asString("").equals("page")) {
                TestBrowser browser = new TestBrowser(
                        process,
                        profile,
                        URI.create(target.path("webSocketDebuggerUrl").asString("")));
                browser.call("Page.enable", ModelJson.mapper().createObjectNode());
                return browser;
            }
        }
        process.destroy();
        throw new IOException("the browser has no page");
    }

    void withoutScripts() {
        call(
                "Emulation.setScriptExecutionDisabled",
                ModelJson.mapper().createObjectNode().put("value", true));
    }

    void size(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                ModelJson.mapper()
                        .createObjectNode()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", width < 600));
    }

    void open(String address) {
        heard.clear();
        call("Page.navigate", ModelJson.mapper().createObjectNode().put("url", address));
        awaitLoad();
    }

    /** Clicks the element that matches a selector, and waits for the next page to load. */
    void press(String selector) {
        heard.clear();
        click(selector);
        awaitLoad();
    }

    /** Clicks the checkbox that matches a selector. */
    void check(String selector) {
        click(selector);
    }

    private void click(String selector) {
        JsonNode box = evaluate(
                "(() => { const e = document.querySelector(%s); e.scrollIntoView({block: 'center'}); const b = e.getBoundingClientRect(); return JSON.stringify({x: b.x + b.width / 2, y: b.y + b.height / 2}); })()"
                        .formatted(ModelJson.write(selector)));
        JsonNode place = ModelJson.mapper().readTree(box.asString("{}"));
        for (String type : List.of("mousePressed", "mouseReleased")) {
            send(
                    "Input.dispatchMouseEvent",
                    ModelJson.mapper()
                            .createObjectNode()
                            .put("type", type)
                            .put("x", place.path("x").asDouble(0))
                            .put("y", place.path("y").asDouble(0))
                            .put("button", "left")
                            .put("clickCount", 1));
        }
    }

    String text() {
        return evaluate("document.body.innerText").asString("");
    }

    /** Returns the number of pixels by which the content is wider than the window. */
    int overflow() {
        return evaluate("document.documentElement.scrollWidth - window.innerWidth")
                .asInt(0);
    }

    void screenshot(Path file) throws IOException {
        JsonNode answer = call(
                "Page.captureScreenshot", ModelJson.mapper().createObjectNode().put("captureBeyondViewport", true));
        Files.write(file, Base64.getDecoder().decode(answer.path("data").asString("")));
    }

    private JsonNode evaluate(String expression) {
        return call("Runtime.evaluate", ModelJson.mapper().createObjectNode().put("expression", expression))
                .path("result")
                .path("value");
    }

    private int send(String method, ObjectNode parameters) {
        int id = ++calls;
        ObjectNode message = ModelJson.mapper().createObjectNode().put("id", id).put("method", method);
        message.set("params", parameters);
        socket.sendText(message.toString(), true).join();
        return id;
    }

    private JsonNode call(String method, ObjectNode parameters) {
        int id = send(method, parameters);
        return awaitMessage(message -> message.path("id").asInt(0) == id).path("result");
    }

    private void awaitLoad() {
        var _ = awaitMessage(message -> message.path("method").asString("").equals("Page.loadEventFired"));
    }

    private JsonNode awaitMessage(java.util.function.Predicate<JsonNode> wanted) {
        try {
            long deadline = System.nanoTime() + TIMEOUT.toNanos();
            while (System.nanoTime() < deadline) {
                JsonNode message = heard.poll(1, TimeUnit.SECONDS);
                if (message != null && wanted.test(message)) {
                    return message;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("the browser did not respond");
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                heard.add(ModelJson.mapper().readTree(text.toString()));
                text.setLength(0);
            }
            return WebSocket.Listener.super.onText(from, data, last);
        }
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        process.destroy();
        try {
            process.waitFor(5, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        }
    }
}
