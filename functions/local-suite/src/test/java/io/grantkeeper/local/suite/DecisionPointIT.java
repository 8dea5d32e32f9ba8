package io.grantkeeper.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.alerts.AlertSettings;
import io.grantkeeper.alerts.Recipient;
import io.grantkeeper.functions.decide.DecideConfig;
import io.grantkeeper.functions.decide.DecidePorts;
import io.grantkeeper.functions.detectchanges.DetectionConfig;
import io.grantkeeper.functions.messaging.AlertChannels;
import io.grantkeeper.functions.runreview.ReviewsConfig;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.ledger.decision.DecisionProof;
import io.grantkeeper.ledger.decision.SealDecisions;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.Stage;
import io.grantkeeper.policy.approval.AnswerRequests;
import io.grantkeeper.policy.store.DecisionBatch;
import io.grantkeeper.policy.store.RecordedDecision;
import io.grantkeeper.policy.store.StoredPolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From an agent's question over HTTP to a decision that is proved, on the real stores. */
class DecisionPointIT {
    private static final TenantId TENANT = new TenantId("acme");
    private static final IdentityId NOTES =
            new IdentityId(new ConnectionId("google-acme"), IdentityKind.OAUTH_CLIENT, "notes");
    private static final String KEY = "key-of-the-gateway";
    private static final String POLICY = """
            policy: mail-needs-approval
            intent: An agent asks before it sends mail.
            rules:
              - ask: send mail
              - allow: read calendars
            stage: enforcement
            """;
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    private SuiteOptions options() {
        return new SuiteOptions(
                TENANT,
                List.of(),
                (_, _) -> Optional.empty(),
                new AlertChannels(
                        List.of(),
                        new AlertSettings(
                                Severity.MEDIUM,
                                new Recipient("Security", "security@acme.example", List.of()),
                                Duration.ofMinutes(1),
                                2)),
                Optional.empty(),
                ReviewsConfig.none(),
                DetectionConfig.standard(),
                Clock.systemUTC(),
                Optional.of(folder.resolve("data")),
                Optional.of(0),
                Optional.of(folder.resolve("keys")),
                new DecidePorts(
                        TENANT,
                        DecideConfig.withKey(
                                "gateway", PolicyVersion.ofText(KEY).value().substring("sha256:".length())),
                        List.of()),
                Optional.empty());
    }

    private static JsonNode post(Suite suite, String path, String body) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create(suite.address().orElseThrow() + path))
                            .header("Content-Type", "application/json")
                            .header("X-API-Key", KEY)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isBetween(200, 202);
            return JSON.readTree(response.body());
        }
    }

    private static String ask(String agent, String action, String type) {
        return "{\"subject\":{\"type\":\"agent\",\"id\":\"%s\"},\"action\":{\"name\":\"%s\"},\"resource\":{\"type\":\"%s\",\"id\":\"x\"}}"
                .formatted(agent, action, type);
    }

    private static boolean decision(Suite suite, String agent, String action, String type) throws Exception {
        return post(suite, "/access/v1/evaluation", ask(agent, action, type))
                .path("decision")
                .booleanValue();
    }

    @Test
    void decidesAsksKeepsAndProves() throws Exception {
        String task;
        try (Suite suite = Suite.start(options())) {
            SuiteStores stores = suite.stores();
            var _ = stores.access()
                    .apply(
                            TENANT,
                            new ObservationBatch(
                                    Instant.now(),
                                    true,
                                    List.of(new Observation.IdentityObserved(NonHumanIdentity.of(
                                                    NOTES, new ProviderId("google"), "oauth-client", "Notes")
                                            .withAliases(Set.of(new Alias("oauth-client-id", "notes-client")))))));
            stores.policies()
                    .save(
                            TENANT,
                            new StoredPolicy(
                                    "mail-needs-approval",
                                    POLICY,
                                    PolicyVersion.ofText(POLICY),
                                    Stage.ENFORCEMENT,
                                    Instant.now(),
                                    0));
            assertThat(suite.runUntilQuiet(_ -> {}, Duration.ofSeconds(30))).isTrue();

            assertThat(decision(suite, "notes-client", "read", "calendar")).isTrue();
            assertThat(decision(suite, "who-is-this", "read", "calendar")).isFalse();
            JsonNode denied = post(suite, "/access/v1/evaluation", ask("notes-client", "send", "mail"));
            String token = denied.at("/context/access_request/binding_token").stringValue();
            task = post(
                            suite,
                            "/access/v1/requests",
                            ask("notes-client", "send", "mail")
                                    .replaceFirst("\\{", "{\"denial\":{\"binding_token\":\"%s\"},".formatted(token)))
                    .at("/task/id")
                    .stringValue();
            assertThat(stores.findings().openOf(TENANT, NOTES))
                    .extracting(Finding::type)
                    .contains(FindingType.ACCESS_REQUESTED);
            var _ = new AnswerRequests(stores.approvals(), stores.policies(), stores.findings(), Clock.systemUTC())
                    .approve(TENANT, task, "dana", Optional.empty(), Optional.of(Duration.ofHours(1)));
            assertThat(decision(suite, "notes-client", "send", "mail")).isTrue();
            var _ = suite.runUntilQuiet(_ -> {}, Duration.ofSeconds(30));
            assertThat(stores.findings()
                            .openOf(
                                    TENANT,
                                    new IdentityId(
                                            new ConnectionId("decision-point"), IdentityKind.AI_AGENT, "who-is-this")))
                    .as("shadow AI at the door")
                    .extracting(Finding::type)
                    .contains(FindingType.SHADOW_AI);
        }
        try (Suite suite = Suite.start(options())) {
            assertThat(suite.seal().size()).isPositive();
            SuiteStores stores = suite.stores();
            List<RecordedDecision> kept = stores.decisions()
                    .between(
                            TENANT,
                            Instant.now().minus(Duration.ofHours(1)),
                            Instant.now().plusSeconds(9),
                            100,
                            Optional.empty())
                    .items();
            assertThat(kept).as("what the process held when it was stopped").hasSize(4);
            assertThat(kept.getLast().approval()).contains(task);
            for (RecordedDecision decision : kept) {
                DecisionBatch batch =
                        stores.decisionBatches().batchOf(TENANT, decision.id()).orElseThrow();
                String document =
                        stores.decisions().document(TENANT, decision.id()).orElseThrow();
                assertThat(DecisionProof.of(decision.id(), document, batch).root())
                        .isEqualTo(batch.root());
                assertThat(stores.log().indexOf(TENANT, SealDecisions.entryOf(batch)))
                        .isPresent();
            }
        }
    }
}
