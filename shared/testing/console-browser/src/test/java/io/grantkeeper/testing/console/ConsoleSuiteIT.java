package io.grantkeeper.testing.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.grantkeeper.demo.Demo;
import io.grantkeeper.demo.RunningDemo;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.reports.terminal.Terminal;
import io.grantkeeper.testing.console.ConsoleBrowser.Window;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client and the functions together: a browser on the running suite, with the simulated company. */
class ConsoleSuiteIT {
    private static final TenantId TENANT = new TenantId("demo");
    private static final Terminal SILENT = Terminal.plain(new PrintStream(OutputStream.nullOutputStream()));

    @TempDir
    private Path folder;

    @Test
    void answersAQuestionAndProvesItsEntryInTheLedger() {
        ConsoleBrowser browser = ConsoleBrowser.get();
        var _ = new Demo(SILENT, 0, Optional.of(folder.resolve("demo"))).run(demo -> answerAndProve(browser, demo));
    }

    private static void answerAndProve(ConsoleBrowser browser, RunningDemo demo) {
        String origin = demo.suite().address().orElseThrow().toString();
        try (Window window = browser.openSuite(origin)) {
            Page page = window.page();
            String link = demo.suite().consoleLink().toString();
            page.navigate(link);
            assertThat(page.locator(".state-sentence")).containsText("identities");

            Locator question = page.locator("main .queue > li")
                    .filter(new Locator.FilterOptions().setHasText("keep its access?"))
                    .first();
            question.locator(".line").click();
            Locator keep = page.locator("li.open .buttons button")
                    .filter(new Locator.FilterOptions().setHasText("Keep"))
                    .first();
            assertThat(keep).not().hasAttribute("aria-disabled", "true");
            Response answered =
                    page.waitForResponse(response -> response.url().endsWith("/answer"), () -> keep.click());
            assertThat(answered.status()).as(answered.text()).isEqualTo(200);
            String id = answered.url().replaceAll(".*/questions/|/answer$", "");
            QuestionOutcome outcome = demo.suite()
                    .stores()
                    .questions()
                    .find(TENANT, id)
                    .flatMap(found -> found.conclusion())
                    .orElseThrow();
            assertThat(outcome.answer()).contains(OwnerAnswer.KEEP);

            assertThat(demo.suite().runUntilQuiet(_ -> {}, Duration.ofMinutes(1)))
                    .isTrue();
            var _ = demo.suite().seal();
            window.go("/ledger");
            assertThat(page.locator(".verdict")).containsText("Proved in this browser");
            Locator entry = page.locator("main tbody tr")
                    .filter(new Locator.FilterOptions().setHasText("answer"))
                    .first();
            entry.locator("a").first().click();
            assertThat(page.locator(".verdict")).containsText("Proved in this browser: entry");
            assertThat(page.locator("pre.code").first()).containsText(id);

            page.navigate(link);
            assertThat(page.locator("body")).containsText("This link was used already");
            assertThat(window.unexpected()).isEmpty();
        }
    }
}
