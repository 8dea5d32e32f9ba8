package io.grantkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.alert.WithheldAlert;
import io.grantkeeper.identity.alert.WithheldReason;
import io.grantkeeper.identity.finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The commands about alerts")
class AlertsCommandsIT {
    private static final TenantId ACME = new TenantId("acme");
    private static final Instant MONDAY = Instant.parse("2026-11-02T09:00:00Z");

    @TempDir
    private Path folder;

    private CommandRunner prompt;

    @BeforeEach
    void withholdTwoAlerts() throws IOException {
        prompt = CommandRunner.configured(folder, "{\"tenant\": \"acme\", \"connections\": []}");
        prompt.withStores(stores -> {
            stores.withheldAlerts().withhold(ACME, alert("otter", "Otter.ai", "otter-ai", Severity.HIGH));
            stores.withheldAlerts().withhold(ACME, alert("zapier", "Zapier", "zapier", Severity.MEDIUM));
        });
    }

    private static WithheldAlert alert(String app, String name, String product, Severity severity) {
        return new WithheldAlert(
                IdentityId.parse("google-acme/oauth-client/" + app),
                "dana@acme.example",
                "Dana",
                name,
                Optional.of(product),
                List.of("shadow-ai"),
                severity,
                WithheldReason.BASELINE,
                MONDAY,
                Optional.empty());
    }

    @Test
    void listsWithheldAlertsWithReasons() {
        assertThat(prompt.run("alerts", "list").out())
                .contains("dana@acme.example", "Otter.ai", "part of the first sweep, not released yet", "2026-11-02");
    }

    @Test
    void previewNamesRecipientsAndReleasesNothing() {
        assertThat(prompt.run("alerts", "preview", "--severity", "high").out())
                .contains("Otter.ai", "1 alert to 1 person.")
                .doesNotContain("Zapier");
        prompt.withStores(stores ->
                assertThat(stores.withheldAlerts().controls(ACME).releases()).isEmpty());
    }

    @Test
    void releaseIsRecordedAndCanBeUndone() {
        assertThat(prompt.run("alerts", "release", "--product", "otter-ai", "--by", "sam")
                        .out())
                .contains("Otter.ai", "--undo release-")
                .doesNotContain("Zapier");
        String[] id = {""};
        prompt.withStores(stores -> {
            var releases = stores.withheldAlerts().controls(ACME).releases();
            assertThat(releases).hasSize(1);
            id[0] = releases.getFirst().id();
        });
        assertThat(prompt.run("alerts", "list").out()).contains("released product otter-ai by sam");
        assertThat(prompt.run("alerts", "release", "--undo", id[0]).out()).contains("was taken back");
        assertThat(prompt.run("alerts", "release", "--undo", id[0]).err()).contains("there is no release");
    }

    @Test
    void mutesAndSnoozesUntilDate() {
        assertThat(prompt.run("alerts", "mute", "otter-ai", "--until", "2099-01-31")
                        .out())
                .contains("Alerts about otter-ai wait until 2099-01-31.");
        assertThat(prompt.run("alerts", "snooze", "Dana@acme.example", "--until", "2099-01-31")
                        .out())
                .contains("Alerts to dana@acme.example wait until 2099-01-31.");
        assertThat(prompt.run("alerts", "list").out())
                .contains("otter-ai is muted until 2099-01-31", "dana@acme.example is snoozed until 2099-01-31");
        assertThat(prompt.run("alerts", "unmute", "otter-ai").out()).contains("sent again");
        assertThat(prompt.run("alerts", "snooze", "dana@acme.example", "--end").out())
                .contains("sent again");
        assertThat(prompt.run("alerts", "mute", "otter-ai", "--until", "2020-01-31")
                        .err())
                .contains("--until must be a day in the future");
        assertThat(prompt.run("alerts", "mute", "otter-ai", "--until", "soon").err())
                .contains("--until must be a date such as 2027-01-31, not 'soon'");
        assertThat(prompt.run("alerts", "preview", "--severity", "grave").err())
                .contains("--severity must be low, medium, high or critical");
    }

    @Test
    void postureWritesSinglePageWithoutScripts() throws IOException {
        Path page = folder.resolve("posture.html");
        assertThat(prompt.run("posture", "--html", page.toString()).out())
                .contains("Credentials not rotated for over a year", "Not known:");
        assertThat(Files.readString(page))
                .contains("<!DOCTYPE html>", "default-src 'none'", "unknown: there is nothing to compare with")
                .doesNotContain("<script", "http://", "https://");
    }
}
