package io.grantkeeper.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.functions.decide.DecideConfig;
import io.grantkeeper.functions.decide.DecideDependencies;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.ledger.decision.DecisionInclusionProof;
import io.grantkeeper.ledger.entry.EntryIds;
import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.approval.AnswerAccessRequests;
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

/** Tests the path from an agent's HTTP request to the inclusion proof of the decision, with the real stores. */
class DecisionPointIT {
    private static final TenantId TENANT = new TenantId("acme");
    private static final IdentityId NOTES =
            new IdentityId(new ConnectionId("google-acme"), IdentityKind.OAUTH_CLIENT, "notes");
    private static final IdentityId STRANGER =
            new IdentityId(new ConnectionId("decision-point"), IdentityKind.AI_AGENT, "who-is-this");
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

    private LocalSuiteOptions options() {
        return LocalSuiteOptions.deciding(
                new DecideDependencies(TENANT, DecideConfig.withKey("gateway", KEY), List.of()), Optional.of(folder));
    }

    private static JsonNode post(LocalSuite suite, String path, String body) throws Exception {
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

    private static boolean decision(LocalSuite suite, String agent, String action, String type) throws Exception {
        return post(suite, "/access/v1/evaluation", ask(agent, action, type))
                .path("decision")
                .booleanValue();
    }

    @Test
    void recordsAndProvesDecisionsAndApprovals() throws Exception {
        String task;
        try (LocalSuite suite = LocalSuite.start(options())) {
            LocalSuiteStores stores = suite.stores();
            var _ = stores.access()
                    .apply(
                            TENANT,
                            new ObservationBatch(
                                    Instant.now(),
                                    true,
                                    List.of(new AccessObservation.IdentityObserved(NonHumanIdentity.of(
                                                    NOTES, new ProviderId("google"), "oauth-client", "Notes")
                                            .withAliases(Set.of(new Alias("oauth-client-id", "notes-client")))))));
            stores.policies()
                    .save(
                            TENANT,
                            StoredPolicy.of("mail-needs-approval", POLICY, PolicyStage.ENFORCEMENT, Instant.now()));
            assertThat(suite.runUntilQuiet(_ -> {}, Duration.ofMinutes(3))).isTrue();

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
            assertThat(stores.findings().openByIdentity(TENANT, NOTES))
                    .extracting(Finding::type)
                    .contains(FindingType.ACCESS_REQUESTED);
            var _ = new AnswerAccessRequests(
                            stores.approvals(), stores.policies(), stores.findings(), Clock.systemUTC())
                    .approve(TENANT, task, "dana", Optional.empty(), Optional.of(Duration.ofHours(1)));
            assertThat(decision(suite, "notes-client", "send", "mail")).isTrue();
            // The alert waits a minute for further findings, so the suite does not become quiet; the test does not wait
            // for that.
            for (int second = 0;
                    second < 30
                            && stores.findings()
                                    .openByIdentity(TENANT, STRANGER)
                                    .isEmpty();
                    second++) {
                var _ = suite.runUntilQuiet(_ -> {}, Duration.ofSeconds(1));
            }
            assertThat(stores.findings().openByIdentity(TENANT, STRANGER))
                    .as("shadow AI that asked for a decision")
                    .extracting(Finding::type)
                    .contains(FindingType.SHADOW_AI);
        }
        try (LocalSuite suite = LocalSuite.start(options())) {
            assertThat(suite.seal().size()).isPositive();
            LocalSuiteStores stores = suite.stores();
            Instant now = Instant.now();
            // A page contains decisions of only one UTC day, so the first page is empty in the hour after midnight UTC.
            List<RecordedDecision> kept = StorePage.readAll(next ->
                    stores.decisions().between(TENANT, now.minus(Duration.ofHours(1)), now.plusSeconds(9), 100, next));
            assertThat(kept)
                    .as("what the process had in memory when it was stopped")
                    .hasSize(4);
            assertThat(kept.getLast().approval()).contains(task);
            for (RecordedDecision decision : kept) {
                DecisionBatch batch =
                        stores.decisionBatches().batchOf(TENANT, decision.id()).orElseThrow();
                String document =
                        stores.decisions().document(TENANT, decision.id()).orElseThrow();
                assertThat(DecisionInclusionProof.of(decision.id(), document, batch)
                                .root())
                        .isEqualTo(batch.root());
                assertThat(stores.log().indexOf(TENANT, EntryIds.ofDecisionBatch(batch)))
                        .isPresent();
            }
        }
    }
}
