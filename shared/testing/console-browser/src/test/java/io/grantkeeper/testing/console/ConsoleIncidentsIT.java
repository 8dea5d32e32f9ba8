package io.grantkeeper.testing.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.grantkeeper.testing.console.ConsoleBrowser.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Incidents, reviews, replays and owners: what each screen decides. */
class ConsoleIncidentsIT {
    @BeforeEach
    void reset() {
        try (Window window = ConsoleBrowser.get().open("")) {
            window.page().navigate(ConsoleBrowser.get().url() + "/console/incidents");
            window.page().evaluate("() => fetch('/mock/reset')");
        }
    }

    @Test
    void closesAnIncidentByKeyboardAlone() {
        try (Window window = ConsoleBrowser.get().open("")) {
            window.go("/incidents");
            Page page = window.page();
            page.keyboard().press("j");
            page.keyboard().press("o");
            assertThat(page.locator("ol.timeline > li")).hasCount(4);
            page.keyboard().press("e");
            page.keyboard().type("The migration of the archive");
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            assertThat(page.locator("main .note").first()).containsText("Closed as benign by");
            assertThat(window.unexpected()).isEmpty();
        }
    }

    @Test
    void showsCallsBeforeContainingAnIncident() {
        try (Window window = ConsoleBrowser.get().open("")) {
            window.go("/incidents/incident-5f2c1a90-77b");
            Page page = window.page();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Revoke…"))
                    .first()
                    .click();
            assertThat(page.locator(".answer-panel")).containsText("Call: DELETE");
            page.keyboard().press("Escape");
            assertThat(page.locator(".answer-panel")).hasCount(0);
            assertThat(window.unexpected()).isEmpty();
        }
    }

    @Test
    void replaysAPolicyBeforeItsPromotion() {
        try (Window window = ConsoleBrowser.get().open("")) {
            window.go("/policies/mail-needs-approval");
            Page page = window.page();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Replay"))
                    .click();
            assertThat(page.locator("main")).containsText("would have blocked 12 of 4,100 actions");
            assertThat(window.unexpected()).isEmpty();
        }
    }

    @Test
    void namesAnOwnerOnlyAfterTheTimeToUndo() {
        try (Window window = ConsoleBrowser.get().open("")) {
            window.go("/identities/" + ConsoleScreens.IDENTITY);
            Page page = window.page();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Name an owner…"))
                    .click();
            page.keyboard().type("dana@acme.example");
            page.keyboard().press("Enter");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Undo"))
                    .click();
            assertThat(page.locator("input[type=email]")).hasValue("dana@acme.example");
            String writes = (String) page.evaluate("async () => (await fetch('/mock/writes')).text()");
            assertThat(writes).doesNotContain("owner");
            assertThat(window.unexpected()).isEmpty();
        }
    }
}
