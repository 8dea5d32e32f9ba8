package io.grantkeeper.testing.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.grantkeeper.demo.Demo;
import io.grantkeeper.demo.RunningDemo;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.reports.terminal.Terminal;
import io.grantkeeper.testing.console.ConsoleBrowser.Window;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client and the functions together: a browser on the running suite, with the simulated company. */
class ConsoleSuiteIT {
    private static final TenantId TENANT = new TenantId("demo");
    private static final ConnectionId GOOGLE = new ConnectionId("google-larkfield");
    private static final Terminal SILENT = Terminal.plain(new PrintStream(OutputStream.nullOutputStream()));

    @TempDir
    private Path folder;

    @Test
    void answersAQuestionLooksAtAPathAndAnIncidentAndProvesTheEntryInTheLedger() {
        ConsoleBrowser browser = ConsoleBrowser.get();
        var _ = new Demo(SILENT, 0, Optional.of(folder.resolve("demo"))).run(demo -> use(browser, demo));
    }

    private static void use(ConsoleBrowser browser, RunningDemo demo) {
        String origin = demo.suite().address().orElseThrow().toString();
        try (Window window = browser.openSuite(origin)) {
            Page page = window.page();
            String link = demo.suite().consoleLink().toString();
            page.navigate(link);
            assertThat(page.locator(".state-sentence")).containsText("identities");
            String question = answer(page, demo);
            path(window, demo);
            incident(window);
            proveInTheBrowser(window, demo, question);

            page.navigate(link);
            assertThat(page.locator("body")).containsText("This link was used already");
            assertThat(window.unexpected()).isEmpty();
        }
    }

    /** Keeps what a question asks about, and returns the question's id. */
    private static String answer(Page page, RunningDemo demo) {
        Locator question = page.locator("main .queue > li")
                .filter(new Locator.FilterOptions().setHasText("keep its access?"))
                .first();
        // The first item of the queue is open, and a click would close it.
        if (!String.valueOf(question.getAttribute("class")).contains("open")) {
            question.locator(".line").click();
        }
        Locator keep = page.locator("li.open .buttons button")
                .filter(new Locator.FilterOptions().setHasText("Keep"))
                .first();
        assertThat(keep).not().hasAttribute("aria-disabled", "true");
        Response answered = page.waitForResponse(response -> response.url().endsWith("/answer"), () -> keep.click());
        assertThat(answered.status()).as(answered.text()).isEqualTo(200);
        String id = answered.url().replaceAll(".*/questions/|/answer$", "");
        QuestionOutcome outcome = demo.suite()
                .stores()
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

    private static Observation role(String account, String permission) {
        return new Observation.GrantObserved(
                account(account),
                Grant.of(
                                "role/" + permission,
                                GrantSubject.tenant(),
                                "google",
                                PermissionKind.APPLICATION,
                                List.of(permission))
                        .withStanding(ProviderStatus.ACTIVE));
    }

    /** Lets an account receive a role with which it can act as an administrator, and looks at the path. */
    private static void path(Window window, RunningDemo demo) {
        demo.suite()
                .stores()
                .access()
                .apply(
                        TENANT,
                        new ObservationBatch(
                                Instant.now(),
                                false,
                                List.of(
                                        role(
                                                "directory-admin",
                                                "https://www.googleapis.com/auth/admin.directory.rolemanagement"),
                                        role("release-bot", "roles/iam.serviceAccountTokenCreator"))));
        assertThat(demo.suite().runUntilQuiet(_ -> {}, Duration.ofMinutes(2))).isTrue();
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

    private static void incident(Window window) {
        Page page = window.page();
        window.go("/incidents");
        page.locator("main a[href*='/incidents/incident-']").first().click();
        assertThat(page.locator("ol.timeline > li").first()).isVisible();
        assertThat(page.locator("main")).containsText("Containment");
    }

    private static void proveInTheBrowser(Window window, RunningDemo demo, String question) {
        Page page = window.page();
        assertThat(demo.suite().runUntilQuiet(_ -> {}, Duration.ofMinutes(1))).isTrue();
        var _ = demo.suite().seal();
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
