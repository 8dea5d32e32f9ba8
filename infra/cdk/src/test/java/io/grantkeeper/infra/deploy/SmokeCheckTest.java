package io.grantkeeper.infra.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.StaleStreamReason;
import io.grantkeeper.infra.config.InstallationConfig;
import io.grantkeeper.infra.deploy.SmokeCheckLine.Result;
import io.grantkeeper.infra.functions.FunctionDefinition;
import io.grantkeeper.infra.functions.FunctionDefinitions;
import io.grantkeeper.infra.stacks.SynthesizedTemplates;
import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.ledger.note.SigningKeyFile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tests the smoke check against a double of a deployed installation. */
class SmokeCheckTest {
    private final InstallationConfig installation = InstallationConfig.parse(document());
    private DeploymentDouble deployed;

    /**
     * Returns the example configuration with connections to providers that authenticate their webhooks in different
     * ways.
     */
    private static String document() {
        ObjectNode document = (ObjectNode) ModelJson.mapper().readTree(SynthesizedTemplates.document("acme"));
        ArrayNode connections = (ArrayNode) document.path("connections");
        ((ObjectNode) connections.path(1).path("credentials"))
                .put("event-hook-secret", "secretsmanager:grantkeeper/okta-hook");
        connections.add(ModelJson.mapper().readTree("""
                {"id": "slack-acme", "provider": "slack", "settings": {},
                 "credentials": {"user-token": "secretsmanager:grantkeeper/slack-app#user-token",
                                 "signing-secret": "secretsmanager:grantkeeper/slack-app#signing-secret"}}"""));
        return document.toString();
    }

    @BeforeEach
    void start() throws IOException {
        deployed = new DeploymentDouble(installation);
        deployed.recordAndSeal();
        deployed.allowReadingSecrets();
    }

    @AfterEach
    void stop() {
        deployed.close();
    }

    private List<SmokeCheckLine> run(Optional<String> recipient, Optional<String> key, Duration limit)
            throws InterruptedException {
        List<SmokeCheckLine> lines = new ArrayList<>();
        new SmokeCheck(installation, deployed.ports(), limit, lines::add)
                .run(new SmokeCheck.Options(Optional.of(deployed.address()), recipient, key.map(Secret::of)));
        return lines;
    }

    private List<SmokeCheckLine> run() throws InterruptedException {
        return run(Optional.of("test@acme.com"), Optional.of(DeploymentDouble.KEY), SmokeCheck.LIMIT);
    }

    /** Returns the text of the lines that have the given result. */
    private static List<String> lines(List<SmokeCheckLine> all, Result result) {
        return all.stream()
                .filter(line -> line.result() == result)
                .map(SmokeCheckLine::toString)
                .toList();
    }

    @Test
    void passesIfEverythingWorks() throws InterruptedException {
        List<SmokeCheckLine> lines = run();
        assertThat(lines).allMatch(line -> line.result() == Result.PASSED);
        assertThat(lines)
                .extracting(SmokeCheckLine::check)
                .contains(
                        "sweep",
                        "genuine webhook of github-acme",
                        "genuine webhook of okta-acme",
                        "genuine webhook of slack-acme",
                        "decision",
                        "alert",
                        "ledger")
                .doesNotHaveDuplicates();
        assertThat(deployed.testAlert).isEqualTo("test@acme.com");
        assertThat(String.join("\n", lines(lines, Result.PASSED)))
                .contains("read 2 partitions with 20 rows", "grew from 1 to 2 entries");
    }

    @Test
    void callsEachFunctionWithHarmlessOrScheduledEvent() throws InterruptedException {
        run();
        assertThat(deployed.invoked.keySet())
                .containsExactlyInAnyOrderElementsOf(FunctionDefinitions.rows().stream()
                        .map(FunctionDefinition::name)
                        .toList());
        assertThat(deployed.invoked)
                .containsEntry("sync-access", "{\"Records\":[]}")
                .containsEntry("seal-ledger", "{\"tenant\":\"acme\"}");
        assertThat(deployed.invoked.get("enforce")).contains("\"action\":\"status\"");
        assertThat(deployed.invoked.get("promote-policies")).contains("\"action\":\"list\"");
        assertThat(deployed.invoked.get("plan-sweep"))
                .contains("\"connection\":\"github-acme\"", "\"time\":\"2026-11-28T06:00:00Z\"");
    }

    @Test
    void namesFailedFunctionWithoutShowingItsMessage() throws InterruptedException {
        deployed.errors.put("handle-response", "{\"errorType\":\"AccessDenied\",\"errorMessage\":\"dana@acme.com\"}");
        assertThat(lines(run(), Result.FAILED))
                .singleElement()
                .asString()
                .contains("function handle-response", "AccessDenied", "/grantkeeper/handle-response")
                .doesNotContain("dana@acme.com");
    }

    @Test
    void acceptsThatPageFunctionRejectsEmptyRequest() throws InterruptedException {
        deployed.errors.put("apply-on-request", "{\"errorType\":\"IllegalArgumentException\"}");
        assertThat(lines(run(), Result.FAILED)).isEmpty();
    }

    @Test
    void failsIfStreamCannotBePlanned() throws InterruptedException {
        deployed.results.put("plan-sweep", "{\"run\":\"r\",\"partitions\":3,\"problems\":[\"Audit log: no access\"]}");
        assertThat(String.join("\n", lines(run(), Result.FAILED)))
                .contains("function plan-sweep", "Audit log: no access");
    }

    @Test
    void namesPartitionThatCannotBeRead() throws InterruptedException {
        deployed.problems.put("p1", new StaleStreamReason("insufficient-scope", "the app lacks 'read:audit_log'"));
        assertThat(lines(run(), Result.FAILED))
                .singleElement()
                .asString()
                .contains("sweep", "read 1 of 2 partitions", "insufficient-scope", "the app lacks 'read:audit_log'");
    }

    @Test
    void failsIfNoPartitionIsRead() throws InterruptedException {
        deployed.readPerPause = 0;
        assertThat(lines(run(), Result.FAILED))
                .singleElement()
                .asString()
                .contains("sweep", "read 0 of 2 partitions", "sync-access");
    }

    @Test
    void reportsThatLargeSweepIsStillRunning() throws InterruptedException {
        deployed.planned = 1_000;
        List<SmokeCheckLine> lines = run();
        assertThat(lines(lines, Result.FAILED)).isEmpty();
        assertThat(lines(lines, Result.NOT_CHECKED))
                .singleElement()
                .asString()
                .contains("of 1000 partitions", "the sweep continues", "coverage --table grantkeeper");
        assertThat(deployed.clock.instant()).as("the end of the check").isBefore("2026-11-28T06:05:00Z");
    }

    @Test
    void failsIfConnectionIsPaused() throws InterruptedException {
        deployed.sweeps.pause(
                new TenantId("acme"), new ConnectionId("github-acme"), new StaleStreamReason("invalid-token", "401"));
        assertThat(lines(run(), Result.FAILED)).singleElement().asString().contains("github-acme is paused: 401");
    }

    @Test
    void failsIfForgedWebhookIsAccepted() throws InterruptedException {
        deployed.acceptsForgedWebhooks = true;
        assertThat(lines(run(), Result.FAILED))
                .filteredOn(line -> line.contains("forged webhook"))
                .hasSize(3);
    }

    /**
     * Tests that a rejected genuine webhook is reported. The operator reads an older value of the secret than the
     * function does, as can happen after a rotation.
     */
    @Test
    void failsIfGenuineWebhookIsRejected() throws InterruptedException {
        deployed.secrets.replaceAll((_, secret) -> secret.replace("0123456789", "another-value"));
        assertThat(lines(run(), Result.FAILED))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line)
                        .contains("genuine webhook of", "responded with 401")
                        .doesNotContain("another-value"));
    }

    @Test
    void sendsOnlyForgedWebhookIfOperatorMayNotReadSecret() throws InterruptedException {
        deployed.secrets.clear();
        List<SmokeCheckLine> lines = run();
        assertThat(lines(lines, Result.FAILED)).isEmpty();
        assertThat(lines(lines, Result.NOT_CHECKED))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).contains("genuine webhook of", "denied access"));
        assertThat(lines).filteredOn(line -> line.check().startsWith("forged")).hasSize(3);
    }

    @Test
    void failsIfDecisionDoesNotRequireKey() throws InterruptedException {
        deployed.statusWithoutKey = 200;
        assertThat(lines(run(), Result.FAILED)).singleElement().asString().contains("decision without a key");
    }

    @Test
    void failsIfUnknownAgentIsPermittedOrKeyIsRejected() throws InterruptedException {
        deployed.decision = "{\"decision\":true}";
        assertThat(lines(run(), Result.FAILED)).singleElement().asString().contains("decision ", "another body");
        List<SmokeCheckLine> wrongKey = run(Optional.empty(), Optional.of("wrong"), SmokeCheck.LIMIT);
        assertThat(lines(wrongKey, Result.FAILED))
                .singleElement()
                .asString()
                .contains("decision ", "responded with 401");
    }

    @Test
    void neverPrintsKey() throws InterruptedException {
        List<SmokeCheckLine> lines = run(Optional.empty(), Optional.of("top\nsecret"), SmokeCheck.LIMIT);
        assertThat(lines(lines, Result.FAILED))
                .singleElement()
                .asString()
                .contains("a line break")
                .doesNotContain("top");
    }

    @Test
    void reportsWhyTestAlertWasNotSent() throws InterruptedException {
        deployed.errors.put(
                "test-alert",
                "{\"errorType\":\"IllegalStateException\",\"errorMessage\":\"Amazon SES rejected the message\"}");
        assertThat(lines(run(), Result.FAILED))
                .singleElement()
                .asString()
                .contains("alert ", "Amazon SES rejected the message");
    }

    @Test
    void failsIfLedgerDoesNotGrow() throws InterruptedException {
        deployed.sealsLedger = false;
        assertThat(lines(run(), Result.FAILED))
                .singleElement()
                .asString()
                .contains("ledger ", "still has 1 entries", "although a decision was made");
    }

    @Test
    void failsIfLedgerIsSignedWithAnotherKey() throws InterruptedException {
        deployed.trustedKey = SigningKeyFile.generate("grantkeeper/ledger/acme", SignatureType.ED25519);
        assertThat(lines(run(), Result.FAILED)).singleElement().asString().contains("ledger ", "does not verify");
    }

    @Test
    void reportsWhatWasNotChecked() throws InterruptedException {
        List<SmokeCheckLine> lines = run(Optional.empty(), Optional.empty(), SmokeCheck.LIMIT);
        assertThat(lines(lines, Result.FAILED)).isEmpty();
        assertThat(lines(lines, Result.NOT_CHECKED))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains("alert ", "--to"))
                .anySatisfy(line -> assertThat(line).contains("decision ", "--key"))
                .anySatisfy(line -> assertThat(line).contains("ledger ", "still has 1 entries", "--key"));
    }

    @Test
    void doesNotWaitForHangingFunction() throws InterruptedException {
        deployed.hanging = "decide";
        List<SmokeCheckLine> lines = run(Optional.empty(), Optional.of(DeploymentDouble.KEY), Duration.ofSeconds(91));
        assertThat(lines(lines, Result.NOT_CHECKED))
                .anySatisfy(line -> assertThat(line).contains("function decide", "no response after"));
        assertThat(lines).extracting(SmokeCheckLine::check).contains("sweep", "ledger");
    }
}
