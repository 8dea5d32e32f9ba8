package io.grantkeeper.testing.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import io.grantkeeper.testing.console.ConsoleBrowser.Window;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that names are shown only as text, that proofs are checked in the browser, that failures are visible, and that
 * the console stays fast with a large company.
 */
class ConsoleSafetyIT {
    /** Matches the text that a page shows if its code prints a value that does not exist. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\b(undefined|NaN|null|Invalid Date)\\b|\\[object ");

    @ParameterizedTest
    @ValueSource(strings = {"/", "/identities", "/findings"})
    void showsHostileNamesAsText(String screen) {
        try (Window window = ConsoleBrowser.get().open("hostile")) {
            window.go(screen);
            Page page = window.page();
            assertThat(page.locator("main img[src=x], main script, main svg[onload]"))
                    .hasCount(0);
            String text = page.locator("main").innerText();
            assertThat(text)
                    .contains("onerror=alert(1)")
                    .doesNotContainPattern("[\\u202a-\\u202e\\u2066-\\u2069\\u200b]");
            assertThat(window.unexpected()).isEmpty();
        }
    }

    @Test
    void containsNoLinksThatLeadOutsideConsole() {
        try (Window window = ConsoleBrowser.get().open("hostile")) {
            window.go("/identities");
            Object links =
                    window.page().evaluate("() => [...document.querySelectorAll('a[href]')].map((one) => one.href)");
            assertThat((List<?>) links)
                    .allSatisfy(link -> assertThat(link.toString())
                            .startsWith(ConsoleBrowser.get().url() + "/"));
        }
    }

    @Test
    void provesLedgerAgainstPinnedCheckpoint() {
        try (Window window = ConsoleBrowser.get().open("")) {
            window.go("/ledger");
            Page page = window.page();
            assertThat(page.locator(".verdict.good")).containsText("Proved in this browser: the log of 231 entries");
            button(page, "Pin this checkpoint").click();
            assertThat(page.locator(".verdict.good")).containsText("the checkpoint that you pinned");
            window.go("/ledger/17");
            assertThat(page.locator(".verdict.good")).containsText("Proved in this browser: entry 17");
            window.go("/decisions/d-4");
            button(page, "Check the proof").click();
            assertThat(page.locator(".verdict.good")).containsText("which covers this decision");
        }
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ledger", "/ledger/17"})
    void showsAlertIfProofFails(String screen) {
        try (Window window = ConsoleBrowser.get().open("tampered")) {
            window.go(screen);
            assertThat(window.page().locator(".verdict.bad[role=alert]")).containsText("NOT PROVED");
            assertThat(window.page().locator(".verdict.good")).hasCount(0);
        }
    }

    @Test
    void rendersFewRowsWith100000Identities() {
        try (Window window = ConsoleBrowser.get().open("many")) {
            window.go("/identities");
            Page page = window.page();
            assertThat(page.locator("main table")).hasAttribute("aria-rowcount", "100001");
            page.evaluate("() => scrollTo(0, 46 * 5000)");
            assertThat(page.locator("tr[aria-rowindex='5003']")).isVisible();
            assertThat(page.locator("main tbody tr").count()).isLessThan(90);
        }
    }

    @Test
    void showsPlaceholderWhileDataLoadsSlowly() {
        try (Window window = ConsoleBrowser.get().open("slow")) {
            window.goWithoutWaiting("/coverage");
            assertThat(window.page().locator(".skeleton")).isVisible();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/identities",
                "/findings",
                "/policies",
                "/coverage",
                "/ledger",
                "/reviews",
                "/decisions",
                "/approvals"
            })
    void errorStatesNextStep(String screen) {
        try (Window window = ConsoleBrowser.get().open("error")) {
            window.go(screen);
            assertThat(window.page().locator("[role=alert]").first()).containsText("Try again in a minute.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/identities",
                "/findings",
                "/policies",
                "/coverage",
                "/ledger",
                "/reviews",
                "/decisions",
                "/approvals",
                "/incidents"
            })
    void emptyScreenShowsExplanation(String screen) {
        try (Window window = ConsoleBrowser.get().open("empty")) {
            window.go(screen);
            assertThat(window.page().locator("main .empty p").first()).not().isEmpty();
        }
    }

    /** Checks that errors are shown as alerts and that no state shows a value that does not exist. */
    @ParameterizedTest
    @ValueSource(strings = {"empty", "error", "one", "hostile"})
    void everyScreenHandlesEveryState(String state) {
        Map<String, String> wrong = new TreeMap<>();
        try (Window window = ConsoleBrowser.get().open(state)) {
            for (String screen : ConsoleScreens.ALL) {
                window.go(screen);
                String text = window.page().locator("main").innerText();
                if (PLACEHOLDER.matcher(text).find()) wrong.put(screen + " shows a missing value", text);
                if (state.equals("error")
                        && !screen.equals("/policies/new")
                        && window.page().locator("main [role=alert]").count() == 0) wrong.put(screen, text);
                if (window.overflow() > 0) wrong.put(screen + " scrolls sideways", text);
            }
            assertThat(wrong).isEmpty();
            assertThat(window.unexpected()).isEmpty();
        }
    }

    @Test
    void everyScreenShowsThatItIsLoading() {
        try (Window window = ConsoleBrowser.get().open("slow")) {
            for (String screen : ConsoleScreens.ALL) {
                window.goWithoutWaiting(screen);
                if (!screen.equals("/policies/new")) {
                    window.page().waitForSelector("#app .skeleton, #app [aria-busy=true]");
                }
            }
            assertThat(window.unexpected()).isEmpty();
        }
    }

    @Test
    void hidesSectionsThatRoleDoesNotInclude() {
        try (Window window = ConsoleBrowser.get().open("owner")) {
            window.go("/ledger");
            assertThat(window.page().locator("main")).containsText("Your role does not include Ledger");
            assertThat(window.page().locator("nav.nav a.item"))
                    .containsText(new String[] {"Queue", "Findings", "Identities"});
        }
    }

    @Test
    void offersSignInWhenSessionExpires() {
        try (Window window = ConsoleBrowser.get().open("expired")) {
            window.go("/findings?severity=high");
            assertThat(window.page().locator("dialog")).containsText("Your session has ended");
            window.page().locator("dialog .primary").click();
            assertThat(window.page().locator("dialog")).hasCount(0);
        }
    }

    @Test
    void printsContentWithoutNavigation() {
        try (Window window = ConsoleBrowser.get().open("")) {
            window.go("/evidence/soc2?from=2026-11-01&to=2026-11-28");
            Page page = window.page();
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(page.locator("nav.nav")).isHidden();
            assertThat(page.locator("main .buttons").first()).isHidden();
            assertThat(page.locator("main")).containsText("CC6.1");
            assertThat(page.pdf()).hasSizeGreaterThan(10_000);
        }
    }
}
