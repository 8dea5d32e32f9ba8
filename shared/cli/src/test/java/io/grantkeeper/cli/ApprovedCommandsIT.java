package io.grantkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.cli.CommandRunner.Ran;
import io.grantkeeper.detection.ApprovedIdentities;
import io.grantkeeper.detection.DetectionSettings;
import io.grantkeeper.detection.Detector;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import io.grantkeeper.ledger.entry.LedgerEntryType;
import io.grantkeeper.local.suite.LocalSuiteStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The commands about approvals of record")
class ApprovedCommandsIT {
    private static final TenantId ACME = new TenantId("acme");
    private static final ConnectionId GOOGLE = new ConnectionId("google-acme");
    private static final Instant MONDAY = Instant.parse("2026-11-02T09:00:00Z");
    private static final String OTTER = "google-acme/oauth-client/otter";
    private static final String NOTES = "google-acme/oauth-client/notes";
    private static final String SCOPE = "https://www.googleapis.com/auth/";

    @TempDir
    private Path folder;

    private CommandRunner prompt;

    @BeforeEach
    void configure() throws IOException {
        prompt = CommandRunner.configured(folder, """
                {"tenant": "acme", "connections": [], "detection": {"approved": ["slack", "%s"]}}
                """.formatted(NOTES));
        prompt.withStores(stores -> {
            store(stores, OTTER, "Otter.ai", MONDAY, "calendar.readonly");
            store(stores, NOTES, "Notes", MONDAY, "calendar.readonly");
        });
    }

    private static void store(LocalSuiteStores stores, String id, String name, Instant at, String... scopes) {
        IdentityId identity = IdentityId.parse(id);
        NonHumanIdentity app = NonHumanIdentity.of(identity, new ProviderId("google"), "oauth-client", name)
                .withStanding(ProviderStatus.ACTIVE)
                .withAliases(Set.of(new Alias("oauth-client-id", identity.externalId() + ".apps")));
        Grant grant = Grant.of(
                        "user/dana",
                        GrantSubject.person(new PersonId(GOOGLE, "dana")),
                        "google",
                        PermissionKind.OAUTH_SCOPE,
                        List.of(scopes).stream().map(scope -> SCOPE + scope).toList())
                .withStanding(ProviderStatus.ACTIVE);
        stores.access()
                .apply(ACME, new ObservationBatch(at, false, List.of(new AccessObservation.GrantObserved(app, grant))));
        stores.aliases().save(ACME, identity, app.aliases());
        IdentityRecord stored = stores.access().identityRecord(ACME, identity).orElseThrow();
        stores.access()
                .saveSummary(
                        ACME,
                        Detector.standard(ApprovedIdentities.none(), DetectionSettings.standard())
                                .summary(stored, at));
    }

    private Ran add(String subject, String... more) {
        String[] all = new String[more.length + 7];
        all[0] = "approved";
        all[1] = "add";
        all[2] = subject;
        all[3] = "--because";
        all[4] = "pilot";
        all[5] = "--by";
        all[6] = "dana";
        System.arraycopy(more, 0, all, 7, more.length);
        return prompt.run(all);
    }

    @Test
    void recordsShowsAndEndsApproval() {
        assertThat(add(OTTER, "--ticket", "SEC-7", "--until", "2099-12-31")
                        .requireSuccess()
                        .out())
                .contains("approved", "dana", "SEC-7", "read");
        assertThat(prompt.run("approved", "list").requireSuccess().out())
                .contains("identity:" + OTTER, "approved", "2100-01-01", "command-line");
        assertThat(prompt.run("approved", "show", OTTER, "--json")
                        .requireSuccess()
                        .json()
                        .path("version")
                        .intValue())
                .isEqualTo(1);
        prompt.run("approved", "end", OTTER, "--because", "pilot is over").requireSuccess();
        assertThat(prompt.run("approved", "list", "--state", "under-review")
                        .requireSuccess()
                        .out())
                .contains(OTTER);
        assertThat(prompt.run("approved", "show", OTTER).requireSuccess().out())
                .contains("under review", "Earlier decisions", "pilot");
    }

    @Test
    void showsStateApprovalAndDriftSideBySide() {
        assertThat(prompt.run("show", OTTER).requireSuccess().out()).contains("Approval: new", "Nobody has decided");
        add(OTTER).requireSuccess();
        prompt.withStores(
                stores -> store(stores, OTTER, "Otter.ai", MONDAY.plusSeconds(60), "calendar.readonly", "gmail.send"));
        Ran shown = prompt.run("show", OTTER).requireSuccess();
        assertThat(shown.out()).contains("Approval: approved", "drift", "access", "send mail as you");
        assertThat(prompt.run("show", OTTER, "--json")
                        .requireSuccess()
                        .json()
                        .path("approval")
                        .path("drift")
                        .path(0)
                        .path("headline")
                        .stringValue())
                .startsWith("can send mail as you, but was approved only to read");
        add(OTTER).requireSuccess();
        assertThat(prompt.run("show", OTTER).requireSuccess().out()).doesNotContain("send mail as you  ");
    }

    @Test
    void statesThatListOfApprovedIdentitiesRecordsNoScope() {
        assertThat(prompt.run("show", NOTES).requireSuccess().out())
                .contains("Approval: approved", "The configuration lists it without a scope");
        assertThat(prompt.run("approved", "import").requireSuccess().out())
                .contains("product:slack", "identity:" + NOTES, "no scope recorded");
        assertThat(prompt.run("approved", "import").requireSuccess().out()).contains("unchanged: already approved");
        assertThat(prompt.run("show", NOTES).requireSuccess().out()).contains("No scope is recorded");
    }

    @Test
    void importsFileAndReportsEachInvalidLine() throws IOException {
        Path file = Files.writeString(folder.resolve("approved.jsonl"), """
                {"subject": "otter.apps", "until": "2099-01-31", "why": "pilot", "ticket": "SEC-9"}
                {"subject": "slack", "util": "2099-01-31"}
                not json
                {"subject": "%s", "as": "tolerated"}
                {"subject": ""}
                """.formatted(OTTER));
        Ran ran = prompt.run("approved", "import", file.toString(), "--with-current-access");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out())
                .contains("client:otter.apps", "line 2", "unknown member", "line 3", "line 4", "--until", "line 5")
                .doesNotContain("Exception");
        assertThat(prompt.run("approved", "show", "otter.apps").requireSuccess().out())
                .contains("Approved to", "anyone", "SEC-9");
        assertThat(prompt.run("show", OTTER).requireSuccess().out()).contains("Approval: approved");
    }

    @Test
    void previewsAppliesAndUndoesTriage() {
        Ran preview = prompt.run("approved", "triage", "--kind", "oauth-client", "--because", "known apps");
        assertThat(preview.requireSuccess().out())
                .contains(OTTER, "Nothing is recorded yet")
                .doesNotContain(NOTES);
        assertThat(prompt.run("approved", "list").requireSuccess().out()).contains("No approvals are recorded.");
        Ran applied = prompt.run(
                "approved", "triage", "--kind", "oauth-client", "--because", "known apps", "--apply", "--json");
        String batch = applied.requireSuccess().json().path("batch").stringValue();
        assertThat(prompt.run("show", OTTER).requireSuccess().out()).contains("Approval: approved");
        assertThat(prompt.run("approved", "triage", "--kind", "oauth-client", "--because", "again")
                        .requireSuccess()
                        .out())
                .contains("Nothing is left to decide.");
        prompt.run("approved", "undo", batch, "--because", "too early").requireSuccess();
        assertThat(prompt.run("show", OTTER).requireSuccess().out()).contains("Approval: under review");
        prompt.run("approved", "undo", batch, "--because", "again").requireUsageError(batch, "approved list");
    }

    @Test
    void rejectsIncompleteDecisions() {
        add(OTTER, "--as", "tolerated").requireUsageError("--until");
        add(OTTER, "--as", "new").requireUsageError("--as must be");
        add(OTTER, "--until", "tomorrow").requireUsageError("--until must be a date");
        add(OTTER, "--until", "2020-01-01").requireUsageError("future");
        add("no-such-client").requireUsageError("covers no identity", "--without-scope");
        prompt.run("approved", "show", "otter-ai").requireUsageError("no approval of 'product:otter-ai'");
        prompt.run("approved", "triage", "--because", "x").requireUsageError("--product, --publisher or --kind");
        prompt.run("approved", "list", "--state", "ok").requireUsageError("--state must be one of");
    }

    @Test
    void recordsEveryDecisionInLedger() {
        add(OTTER).requireSuccess();
        prompt.withStores(stores -> assertThat(stores.log().pending(ACME, 99))
                .anyMatch(leaf -> LedgerEntryJson.read(leaf).kind() == LedgerEntryType.APPROVAL_CHANGED));
    }
}
