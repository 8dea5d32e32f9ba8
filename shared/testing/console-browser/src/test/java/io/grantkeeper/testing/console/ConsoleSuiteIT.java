package io.grantkeeper.testing.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.grantkeeper.behavior.incident.IncidentCorrelator;
import io.grantkeeper.behavior.incident.IncidentEntry;
import io.grantkeeper.demo.Demo;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.local.suite.LocalSuite;
import io.grantkeeper.testing.console.ConsoleBrowser.Window;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Tests the client together with the functions: a browser uses a running suite that has read one provider of the
 * simulated company.
 */
class ConsoleSuiteIT {
    private static final TenantId TENANT = new TenantId("demo");
    private static final String PROVIDER = "github";
    private static final ConnectionId GOOGLE = new ConnectionId("google-larkfield");

    @Test
    void answersQuestionViewsPathAndIncidentAndProvesLedgerEntry() {
        ConsoleBrowser browser = ConsoleBrowser.get();
        Demo.firstSweep(PROVIDER, (suite, clock) -> use(browser, suite, clock));
    }

    private static void use(ConsoleBrowser browser, LocalSuite suite, Clock clock) {
        String origin = suite.address().orElseThrow().toString();
        try (Window window = browser.openSuite(origin)) {
            Page page = window.page();
            String link = suite.consoleLink().toString();
            page.navigate(link);
            assertThat(page.locator(".state-sentence")).containsText("identities");
            String question = answer(page, suite);
            path(window, suite, clock);
            incident(window, suite, clock);
            proveInTheBrowser(window, suite, question);

            page.navigate(link);
            assertThat(page.locator("body")).containsText("This link has already been used");
            assertThat(window.unexpected()).isEmpty();
        }
    }

    /** Answers a question with "keep", and returns the question's id. */
    private static String answer(Page page, LocalSuite suite) {
        Locator question = page.locator("main .queue > li")
                .filter(new Locator.FilterOptions().setHasText("needed at work?"))
                .first();
        // The first item of the queue is open, and a click would close it.
        if (!String.valueOf(question.getAttribute("class")).contains("open")) {
            question.locator(".line").click();
        }
        Locator keep = page.locator("li.open .buttons[data-ready=true] button")
                .filter(new Locator.FilterOptions().setHasText("Approve it for"))
                .first();
        Response answered = page.waitForResponse(response -> response.url().endsWith("/answer"), () -> keep.click());
        assertThat(answered.status()).as(answered.text()).isEqualTo(200);
        String id = answered.url().replaceAll(".*/questions/|/answer$", "");
        QuestionOutcome outcome = suite.stores()
                .questions()
                .find(TENANT, id)
                .flatMap(found -> found.conclusion())
                .orElseThrow();
        assertThat(outcome.answer()).contains(OwnerAnswer.KEEP);
        return id;
    }

    private static NonHumanIdentity account(String name) {
        return NonHumanIdentity.of(
                        new IdentityId(GOOGLE, IdentityKind.SERVICE_ACCOUNT, name),
                        new ProviderId("google"),
                        "service-account",
                        name)
                .withStanding(ProviderStatus.ACTIVE);
    }

    private static AccessObservation role(String account, String permission) {
        return new AccessObservation.GrantObserved(
                account(account),
                Grant.of(
                                "role/" + permission,
                                GrantSubject.tenant(),
                                "google",
                                PermissionKind.APPLICATION,
                                List.of(permission))
                        .withStanding(ProviderStatus.ACTIVE));
    }

    /** Gives an account a role with which it can act as an administrator, and views the resulting path. */
    private static void path(Window window, LocalSuite suite, Clock clock) {
        suite.stores()
                .access()
                .apply(
                        TENANT,
                        new ObservationBatch(
                                clock.instant(),
                                false,
                                List.of(
                                        role(
                                                "directory-admin",
                                                "https://www.googleapis.com/auth/admin.directory.rolemanagement"),
                                        role("release-bot", "roles/iam.serviceAccountTokenCreator"))));
        assertThat(suite.runUntilQuiet(_ -> {}, Duration.ofMinutes(2))).isTrue();
        Page page = window.page();
        String key = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(account("release-bot").id().toString().getBytes(StandardCharsets.UTF_8));
        window.go("/identities/" + key);
        assertThat(page.locator("main")).containsText("What it is");
        window.go("/identities/" + key + "/paths");
        assertThat(page.locator("main .graph svg g.node.self")).hasCount(1);
        assertThat(page.locator("main .graph svg g.node.goal").first()).isVisible();
        assertThat(page.locator("main ol.steps li").first()).isVisible();
    }

    /** Makes the account active in a new place, and views the resulting incident. */
    private static void incident(Window window, LocalSuite suite, Clock clock) {
        IncidentEntry signal = new IncidentEntry(
                "signal-1",
                clock.instant(),
                account("release-bot").id(),
                "release-bot",
                Optional.empty(),
                "new-place",
                Severity.HIGH,
                "T1078",
                "release-bot was active from a place that it had not used before",
                Optional.empty(),
                false);
        var _ = new IncidentCorrelator(suite.stores().incidents())
                .add(TENANT, signal, List.of("identity:release-bot"), true, _ -> false);
        Page page = window.page();
        window.go("/incidents");
        page.locator("main a[href*='/incidents/incident-']").first().click();
        assertThat(page.locator("ol.timeline > li").first()).containsText("a place that it had not used before");
        assertThat(page.locator("main")).containsText("Containment");
    }

    private static void proveInTheBrowser(Window window, LocalSuite suite, String question) {
        Page page = window.page();
        assertThat(suite.runUntilQuiet(_ -> {}, Duration.ofMinutes(1))).isTrue();
        var _ = suite.seal();
        window.go("/ledger");
        assertThat(page.locator(".verdict")).containsText("Proved in this browser");
        Locator entry = page.locator("main tbody tr")
                .filter(new Locator.FilterOptions().setHasText("owner.answered"))
                .first();
        entry.locator("a").first().click();
        assertThat(page.locator(".verdict")).containsText("Proved in this browser: entry");
        assertThat(page.locator("pre.code").first()).containsText(question);
    }
}
