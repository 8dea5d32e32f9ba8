package io.grantkeeper.testing.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.grantkeeper.testing.console.ConsoleBrowser.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the decisions that people make on the screens for incidents, reviews, replays and owners. */
class ConsoleIncidentsIT {
    @BeforeEach
    void reset() {
        ConsoleBrowser.get().resetMock();
    }

    @Test
    void closesIncidentByKeyboardAlone() {
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
    void showsCallsBeforeContainingIncident() {
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
    void listsManualStepsIfNoCallRevokesAccess() {
        try (Window window = ConsoleBrowser.get().open("")) {
            window.go("/incidents/incident-5f2c1a90-77b");
            Page page = window.page();
            assertThat(page.locator("main")).containsText("no call that revokes access");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Revoke…"))
                    .nth(1)
                    .click();
            assertThat(page.locator(".answer-panel")).containsText("By hand:");
            assertThat(page.locator(".answer-panel")).containsText("Open the provider's settings");
            assertThat(page.locator(".answer-panel .buttons button").first()).hasText("Record the answer");
            assertThat(window.unexpected()).isEmpty();
        }
    }

    @Test
    void showsTicketsOfIncident() {
        try (Window window = ConsoleBrowser.get().open("")) {
            window.go("/incidents/incident-5f2c1a90-77b");
            Page page = window.page();
            assertThat(page.locator("main")).containsText("Open in Jira");
            assertThat(page.locator("main a[href='https://acme.atlassian.net/browse/SEC-118']"))
                    .hasText("SEC-118");
            assertThat(page.locator("main")).containsText("Acknowledged in PagerDuty");
            assertThat(window.unexpected()).isEmpty();
        }
    }

    @Test
    void linksEvidenceControlToProofOfRecord() {
        try (Window window = ConsoleBrowser.get().open("")) {
            window.go("/evidence/soc2?from=2026-10-01&to=2026-10-31");
            Page page = window.page();
            assertThat(page.locator("main table.data .bullets").first())
                    .containsText("It was approved for selected repositories only.");
            page.locator("main table.data details summary").first().click();
            page.locator("main table.data details[open] a").first().click();
            assertThat(page.locator(".verdict")).containsText("Proved in this browser: entry");
            assertThat(window.unexpected()).isEmpty();
        }
    }

    @Test
    void replaysPolicyBeforePromotion() {
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
    void recordsOwnerOnlyAfterUndoPeriod() {
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
