package io.grantkeeper.testing.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.grantkeeper.testing.console.ConsoleBrowser.Window;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that everything works without a mouse. */
class ConsoleKeyboardIT {
    private static final String QUESTIONS = "main .queue > li";

    @BeforeEach
    void reset() {
        ConsoleBrowser.get().resetMock();
    }

    @Test
    void answersWholeQueueByKeyboardAlone() {
        try (Window window = ConsoleBrowser.get().open("")) {
            window.go("/");
            Page page = window.page();
            Locator items = page.locator(QUESTIONS);
            int all = items.count();
            assertThat(all).isGreaterThan(5);

            page.keyboard().press("j");
            assertThat(items.nth(1)).hasClass("open");
            page.keyboard().press("k");
            assertThat(items.nth(0)).hasClass("open");

            // Revoke, after the preview. Then keep, which can be undone.
            page.keyboard().press("3");
            Locator panel = page.locator(".answer-panel");
            assertThat(panel).containsText("can no longer");
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            assertThat(items).hasCount(all - 1);
            page.keyboard().press("1");
            assertThat(items).hasCount(all - 2);
            page.keyboard().press("u");
            assertThat(items).hasCount(all - 1);

            for (int left = all - 1; left > 0; left--) {
                String title = page.locator("li.open .title").innerText();
                if (title.startsWith("Promote")) {
                    page.keyboard().press("e");
                    page.keyboard().type("Its numbers pass the gates");
                    page.keyboard().press("Tab");
                    page.keyboard().press("Enter");
                } else if (title.startsWith("Slack")) {
                    break;
                } else {
                    answerByKeyboard(page);
                }
                assertThat(items).hasCount(left - 1);
            }
            assertThat(page.locator(QUESTIONS)).hasCount(1);
            assertThat(window.unexpected()).isEmpty();
        }
    }

    /**
     * Gives the first answer that the open question offers. Only "keep" is sent immediately; all other answers first
     * show what they do.
     */
    private static void answerByKeyboard(Page page) {
        Locator first = page.locator("li.open .buttons[data-ready=true] button").first();
        String key = first.locator("kbd").textContent();
        boolean isImmediate = !first.textContent().contains("…");
        page.keyboard().press(key);
        if (!isImmediate) {
            Locator confirm = page.locator(".answer-panel .buttons button").first();
            assertThat(confirm).isEnabled();
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
        }
    }

    @Test
    void asksQuestionThatFitsTopicAndOffersItsAnswers() {
        try (Window window = ConsoleBrowser.get().open("")) {
            window.go("/");
            Page page = window.page();
            Locator expiring = page.locator(QUESTIONS)
                    .filter(new Locator.FilterOptions().setHasText("or let it end?"))
                    .first();
            expiring.locator(".line").click();
            Locator buttons = expiring.locator(".buttons[data-ready=true] button");
            assertThat(buttons)
                    .hasText(new String[] {"I'll renew it…8", "Let it end…7", "Revoke it now…3", "Not mine…4"});
            page.keyboard().press("8");
            assertThat(page.locator(".answer-panel")).containsText("unless you renew it");
            Locator unowned = page.locator(QUESTIONS)
                    .filter(new Locator.FilterOptions().setHasText("Who takes over"))
                    .first();
            unowned.locator(".line").click();
            assertThat(unowned.locator(".buttons[data-ready=true] button").first())
                    .hasText("I'll own it…1");
            assertThat(unowned).not().containsText("Approve until");
            page.keyboard().press("9");
            Locator confirm = page.locator(".answer-panel .buttons button").first();
            assertThat(confirm).isDisabled();
            page.locator(".answer-panel input").fill("nora.lind@acme.example");
            assertThat(confirm).isEnabled();
            assertThat(window.unexpected()).isEmpty();
        }
    }

    @Test
    void offersDecisionsAboutIdentityWithoutQuestion() {
        try (Window window = ConsoleBrowser.get().open("")) {
            window.go("/identities");
            Page page = window.page();
            page.locator("tbody tr a.name, tbody tr a").nth(20).click();
            Locator actions = page.locator(".identity-head .buttons button");
            assertThat(actions).hasText(new String[] {
                "Approve it for 90 days1",
                "Reduce it to what it uses…2",
                "Revoke all of its access…3",
                "Block it for everyone…6",
                "Hand it over…9",
                "Approve until…5"
            });
            page.keyboard().press("6");
            assertThat(page.locator(".answer-panel")).containsText("Nobody can use");
            assertThat(window.unexpected()).isEmpty();
        }
    }

    @Test
    void answersItemAfterItsDelayedQuestionArrives() {
        try (Window window = ConsoleBrowser.get().open("")) {
            Page page = window.page();
            List<Route> held = new ArrayList<>();
            page.route("**/api/v1/questions/*", held::add);
            window.go("/");
            page.waitForCondition(() -> !held.isEmpty());
            Locator items = page.locator(QUESTIONS);
            int all = items.count();
            page.keyboard().press("1");
            assertThat(items).hasCount(all);
            held.forEach(Route::resume);
            assertThat(items).hasCount(all - 1);
        }
    }

    @Test
    void restoresItemIfServerRefusesAnswer() {
        try (Window window = ConsoleBrowser.get().open("refused")) {
            window.go("/");
            Page page = window.page();
            Locator items = page.locator(QUESTIONS);
            int all = items.count();
            assertThat(page.locator("li.open .buttons[data-ready=true]")).isVisible();
            page.keyboard().press("1");
            assertThat(items).hasCount(all - 1);
            assertThat(page.locator(".toast.bad")).containsText("The role viewer cannot do this.");
            assertThat(items).hasCount(all);
        }
    }

    @Test
    void saysThatAccessChangedInsteadOfRevokingIt() {
        try (Window window = ConsoleBrowser.get().open("changed")) {
            window.go("/?item=question:q-0&answer=revoke");
            window.page().locator(".answer-panel .danger").click();
            assertThat(window.page().locator(".answer-panel [role=alert]"))
                    .containsText("The identity's access has changed since");
        }
    }

    @Test
    void requestsFreshSignInAndReturnsToSameAnswer() {
        try (Window window = ConsoleBrowser.get().open("step-up")) {
            window.go("/?item=question:q-0&answer=revoke");
            window.page().locator(".answer-panel .danger").click();
            window.page().waitForURL(url -> url.endsWith("answer=revoke"));
            assertThat(window.page().locator(".answer-panel")).containsText("can no longer");
        }
    }

    @Test
    void findsIdentityFromPalette() {
        try (Window window = ConsoleBrowser.get().open("")) {
            window.go("/");
            Page page = window.page();
            page.keyboard().press("Control+k");
            assertThat(page.getByRole(AriaRole.COMBOBOX)).isFocused();
            page.keyboard().type("Fireflies");
            assertThat(page.locator("[role=option]").first()).containsText("Fireflies.ai Notetaker");
            page.keyboard().press("Enter");
            assertThat(page.locator("h1")).containsText("Fireflies");
            assertThat(page.locator("h1")).isFocused();
        }
    }

    @Test
    void decidesAboutSelectionAndUndoesDecision() {
        try (Window window = ConsoleBrowser.get().open("")) {
            window.go("/identities?approval=none");
            Page page = window.page();
            for (String key : new String[] {"j", "x", "j", "x", "e"})
                page.keyboard().press(key);
            assertThat(page.locator("dialog")).containsText("Records one decision for each of 2 identities");
            page.keyboard().type("Company standard");
            page.locator("dialog .primary").press("Enter");
            assertThat(page.locator(".toast")).containsText("2 decisions recorded.");
            page.keyboard().press("u");
            assertThat(page.locator(".toast").last()).containsText("2 decisions taken back.");
        }
    }

    @Test
    void handsOverSelectionAfterPreviewUnlessUndone() {
        try (Window window = ConsoleBrowser.get().open("")) {
            window.go("/identities");
            Page page = window.page();
            List<String> sent = new ArrayList<>();
            page.onRequest(request -> {
                if (request.url().endsWith("/identities/hand-over")) sent.add(request.postData());
            });
            for (String key : new String[] {"j", "x", "j", "x", "j", "x"})
                page.keyboard().press(key);
            handOver(page);
            page.keyboard().press("u");
            assertThat(page.locator("main tbody tr").first()).isVisible();

            if (page.locator(".selection").count() == 0) {
                for (String key : new String[] {"j", "x", "j", "x"})
                    page.keyboard().press(key);
            }
            page.waitForRequest("**/identities/hand-over", () -> handOver(page));
            assertThat(sent).as("what was undone is not sent").hasSize(1);
            assertThat(sent.getFirst()).contains("\"to\":\"erin@acme.example\"");
            assertThat(window.unexpected()).isEmpty();
        }
    }

    /** Opens the handover dialog for the selection, checks that it states the consequences, and confirms. */
    private static void handOver(Page page) {
        page.locator(".selection button")
                .filter(new Locator.FilterOptions().setHasText("Hand over"))
                .press("Enter");
        Locator dialog = page.locator("dialog");
        assertThat(dialog).containsText("Asks this person whether they own");
        assertThat(dialog).containsText("Each owner stays the owner until this person agrees.");
        assertThat(dialog.locator("input[type=email]")).isFocused();
        page.keyboard().type("erin@acme.example");
        page.keyboard().press("Enter");
        assertThat(page.locator(".toast").last()).containsText("erin@acme.example is asked about");
    }

    @Test
    void keepsFiltersInAddress() {
        try (Window window = ConsoleBrowser.get().open("")) {
            window.go("/identities?ai=yes&risk=critical%2Chigh");
            Page page = window.page();
            assertThat(page.locator(".chip")).hasCount(2);
            page.locator(".chip button").first().press("Enter");
            assertThat(page.locator(".chip")).hasCount(1);
            assertThat(page.url()).endsWith("?risk=critical%2Chigh");
            page.goBack();
            assertThat(page.locator(".chip")).hasCount(2);
        }
    }

    @Test
    void skipsToContent() {
        try (Window window = ConsoleBrowser.get().open("")) {
            window.go("/identities");
            window.page().keyboard().press("Tab");
            assertThat(window.page().locator(".skip")).isFocused();
            window.page().keyboard().press("Enter");
            assertThat(window.page().locator("main")).isFocused();
        }
    }
}
