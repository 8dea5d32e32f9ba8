package io.grantkeeper.testing.console;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * One Chromium and one mock of the console's API for all tests of this module. The driver is the console's own npm
 * package {@code playwright-core}, because Playwright for Java would download the same driver again for every platform
 * (202 MB). If Chromium or Node is missing and cannot be installed, tests are skipped, with the reason.
 */
final class ConsoleBrowser {
    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    /** The maximum time that a condition may take on a busy machine. Passing tests never wait this long. */
    private static final double PATIENCE_MILLIS = 90_000;

    private static @Nullable ConsoleBrowser instance;
    private static @Nullable String missing;

    private final Browser browser;
    private final String url;

    private ConsoleBrowser(Browser browser, String url) {
        this.browser = browser;
        this.url = url;
    }

    /** Returns the browser. The first call starts it, and it is closed when the JVM ends. */
    static synchronized ConsoleBrowser get() {
        Assumptions.assumeTrue(
                Boolean.getBoolean("grantkeeper.browser"),
                "The console was not tested in a browser, which takes minutes: run scripts/test --browser.");
        if (instance == null && missing == null) {
            try {
                start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        Assumptions.assumeTrue(missing == null, () -> String.valueOf(missing));
        if (instance == null) throw new IllegalStateException("the browser did not start");
        return instance;
    }

    private static void start() throws IOException {
        Path root = root();
        Process prepared = new ProcessBuilder(
                        "bash", root.resolve("scripts/lib/browser-tests.sh").toString())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        List<String> programs = prepared.inputReader().readAllLines();
        String problem = new String(prepared.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (await(prepared) != 0 || programs.size() != 2) {
            missing = "The console was not tested in a browser: " + problem.strip();
            return;
        }
        Path web = web();
        Path driver = Files.createDirectories(Path.of("target/driver").toAbsolutePath());
        Path link = driver.resolve("package");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(
                link, web.resolve("node_modules/playwright-core").toAbsolutePath());
        System.setProperty("playwright.cli.dir", driver.toString());
        Process mock = new ProcessBuilder(programs.get(0), "mock/server.mjs", "--until-stdin-closes", "yes")
                .directory(web.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = mock.inputReader();
        String url = output.readLine();
        if (url == null) throw new IOException("the mock of the console's API did not start");
        Playwright playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_NODEJS_PATH", programs.get(0), "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(programs.get(1)))
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        Runtime.getRuntime().addShutdownHook(new Thread(mock::destroy));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        instance = new ConsoleBrowser(browser, url);
    }

    private static int await(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the browser was prepared", e);
        }
    }

    /** Returns the folder of the client's sources. */
    static Path web() {
        return root().resolve("functions/console/web");
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("functions/console/web"))) {
            Path parent = folder.getParent();
            if (parent == null)
                throw new IllegalStateException("functions/console/web was not found above the working directory");
            folder = parent;
        }
        return folder;
    }

    String url() {
        return url;
    }

    /** Opens a window in which the mock is in the given states, separated by dots. */
    Window open(String states, int width, int height, ColorScheme scheme) {
        Window window = new Window(context(width, height, scheme), url);
        if (!states.isEmpty()) window.context.addCookies(List.of(new Cookie("mock", states).setUrl(url)));
        return window;
    }

    /** Sets the mock back to its initial state. */
    void resetMock() {
        try (Window window = open("")) {
            window.page().navigate(url + "/console/incidents");
            window.page().evaluate("() => fetch('/mock/reset')");
        }
    }

    /** Opens a window for a running suite instead of the mock. */
    Window openSuite(String origin) {
        return new Window(context(1280, 800, ColorScheme.LIGHT), origin);
    }

    private BrowserContext context(int width, int height, ColorScheme scheme) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en-US"));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        return context;
    }

    Window open(String states) {
        return open(states, 1280, 800, ColorScheme.LIGHT);
    }

    /**
     * A window with its own cookies. It records events that must not happen: requests to other servers, script errors
     * and dialogs.
     */
    static final class Window implements AutoCloseable {
        private final BrowserContext context;
        private final Page page;
        private final String url;
        private final List<String> unexpected = new ArrayList<>();

        private Window(BrowserContext context, String url) {
            this.context = context;
            this.url = url;
            this.page = context.newPage();
            page.onRequest(request -> {
                if (!request.url().startsWith(url + "/")) unexpected.add("request to " + request.url());
            });
            page.onPageError(error -> unexpected.add("script error: " + error));
            page.onDialog(dialog -> {
                unexpected.add("dialog: " + dialog.message());
                dialog.dismiss();
            });
            page.onConsoleMessage(message -> {
                boolean status = message.text().startsWith("Failed to load resource");
                if (message.type().equals("error") && !status) unexpected.add("console: " + message.text());
            });
        }

        Page page() {
            return page;
        }

        /** Goes to a view and waits until its heading and its content appear. */
        void go(String path) {
            page.navigate(url + "/console" + path);
            page.waitForSelector("main h1, main h2, dialog h2");
            page.waitForFunction("() => !document.querySelector('#app [aria-busy=true], #app .skeleton')");
            page.waitForFunction("() => document.fonts.status === 'loaded'");
        }

        /** Goes to a view without waiting for its content, for tests in which the content does not arrive. */
        void goWithoutWaiting(String path) {
            page.navigate(url + "/console" + path);
        }

        List<String> unexpected() {
            return unexpected;
        }

        /** Returns the violations of WCAG 2.2 AA, one line each. */
        List<String> violations() {
            List<String> lines = new ArrayList<>();
            for (Rule rule : new AxeBuilder(page)
                    .withTags(WCAG)
                    .setLegacyMode(true)
                    .analyze()
                    .getViolations()) {
                rule.getNodes().stream()
                        .limit(3)
                        .forEach(node ->
                                lines.add(rule.getId() + ": " + node.getHtml() + " " + node.getFailureSummary()));
            }
            return lines;
        }

        /** Returns the number of pixels by which the page is wider than its window. */
        int overflow() {
            Object width =
                    page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
            return ((Number) width).intValue();
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
