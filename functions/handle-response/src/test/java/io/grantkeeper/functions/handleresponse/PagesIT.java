package io.grantkeeper.functions.handleresponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.QuestionOutcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Tests the answer pages in a real browser. Requires Chromium; without it, the tests are skipped with a message.
 * Screenshots are written to {@code target/pages}.
 */
@DisplayName("Answer pages in a browser")
class PagesIT extends HandleResponseFixture {
    private static final Path SHOTS = Path.of("target", "pages");

    private HttpServer server;
    private TestBrowser browser;

    @BeforeEach
    void startBrowser() throws Exception {
        Optional<Path> chromium = TestBrowser.installed();
        assumeTrue(chromium.isPresent(), "Chromium is not installed; run: apt-get install chromium");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
        browser = TestBrowser.start(chromium.get());
        browser.withoutScripts();
        Files.createDirectories(SHOTS);
    }

    @AfterEach
    void stopBrowser() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.stop(0);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            APIGatewayV2HTTPResponse response = call(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    Map.of(),
                    exchange.getRequestBody().readAllBytes());
            response.getHeaders().forEach(exchange.getResponseHeaders()::set);
            byte[] body = response.getBody().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(response.getStatusCode(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Test
    void recordsAnswerAfterOneClickWithoutScripts() throws IOException {
        browser.size(1_100, 900);
        browser.open(address("/answers/" + ticket(OwnerAnswer.KEEP)));
        assertThat(browser.text()).contains("Does App notes still need its access?", "Nothing has happened yet");
        browser.screenshot(SHOTS.resolve("confirm-wide.png"));
        assertThat(conclusion()).isEmpty();
        browser.press("form button");
        assertThat(browser.text()).contains("Your answer is recorded", "It keeps its access");
        browser.screenshot(SHOTS.resolve("recorded-wide.png"));
        assertThat(conclusion().flatMap(QuestionOutcome::answer)).contains(OwnerAnswer.KEEP);
    }

    @Test
    void showsChangedAccessAndAcceptsNewAnswer() throws IOException {
        String old = ticket(OwnerAnswer.REVOKE);
        expandGrants();
        browser.size(390, 844);
        browser.open(address("/answers/" + old));
        assertThat(browser.text()).contains("Its access has changed since the message was written");
        browser.screenshot(SHOTS.resolve("changed-narrow.png"));
        browser.press("form button");
        assertThat(browser.text()).contains("Your answer is recorded");
    }

    @Test
    void recordsReviewAnswersOnOnePage() throws IOException {
        startReviewForDana();
        browser.size(1_100, 900);
        browser.open(address("/reviews/" + links.review(TENANT, "agents-1", EMAIL, clock.instant())));
        browser.screenshot(SHOTS.resolve("review-wide.png"));
        browser.check("input[value=revoke]");
        browser.press("form .bar button");
        assertThat(browser.text()).contains("Please check before anything is revoked");
        browser.screenshot(SHOTS.resolve("review-confirm-wide.png"));
        browser.press("form button");
        assertThat(browser.text()).contains("You have answered everything");
    }

    @Test
    void fitsPhoneScreenWithoutHorizontalScrolling() throws IOException {
        startReviewForDana();
        browser.size(360, 740);
        browser.open(address("/answers/" + ticket(OwnerAnswer.NOT_MINE)));
        assertThat(browser.overflow()).isLessThanOrEqualTo(0);
        browser.screenshot(SHOTS.resolve("not-mine-narrow.png"));
        browser.open(address("/reviews/" + links.review(TENANT, "agents-1", EMAIL, clock.instant())));
        assertThat(browser.overflow()).isLessThanOrEqualTo(0);
        browser.screenshot(SHOTS.resolve("review-narrow.png"));
    }
}
