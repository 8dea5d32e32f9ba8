package io.grantkeeper.functions.decide;

import static io.grantkeeper.functions.decide.DecideFixture.ASK_FOR_MAIL;
import static io.grantkeeper.functions.decide.DecideFixture.NOTES;
import static io.grantkeeper.functions.decide.DecideFixture.TENANT;
import static io.grantkeeper.functions.decide.DecideFixture.evaluationRequest;
import static io.grantkeeper.functions.decide.DecideFixture.json;
import static io.grantkeeper.functions.decide.DecideFixture.permitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.store.DecisionJson;
import io.grantkeeper.policy.store.RecordedDecision;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("The decision point")
class DecideTest {
    private static final String REQUESTS = "/access/v1/requests";
    private final DecideFixture fixture = new DecideFixture();

    @Nested
    @DisplayName("decides by policies and inventory")
    class Deciding {
        @Test
        void identifiesAgentsByIdAndAlias() {
            fixture.applyPolicy(ASK_FOR_MAIL);
            assertThat(permitted(fixture.decide(evaluationRequest(NOTES.toString(), "read", "calendar"))))
                    .isTrue();
            assertThat(permitted(fixture.decide(evaluationRequest("notes-client", "read", "calendar"))))
                    .isTrue();
            assertThat(fixture.recorded().getLast().subject())
                    .isInstanceOfSatisfying(SubjectFacts.Known.class, known -> {
                        assertThat(known.id()).isEqualTo(NOTES);
                        assertThat(known.ownerKnown()).isTrue();
                        assertThat(known.ownerDepartment().toOptional()).contains("Sales");
                    });
        }

        @Test
        void appliesChangedPolicyAsSoonAsChangeIsAcknowledged() {
            fixture.applyPolicy(ASK_FOR_MAIL);
            for (int i = 0; i < 50; i++) {
                boolean allow = i % 2 == 0;
                fixture.applyPolicy(ASK_FOR_MAIL.replace("allow: read", allow ? "allow: read" : "forbid: read"));
                assertThat(permitted(fixture.decide(evaluationRequest("notes-client", "read", "calendar"))))
                        .isEqualTo(allow);
            }
        }

        @Test
        void evaluatesActingAgentIfSubjectIsPerson() {
            fixture.applyPolicy(ASK_FOR_MAIL);
            String forAlice = evaluationRequest("alice", "read", "calendar").replace("\"agent\"", "\"user\"");
            String viaNotes = forAlice.replaceFirst("\\{", "{\"context\":{\"agent\":\"notes-client\"},");
            assertThat(permitted(fixture.decide(viaNotes))).isTrue();
            String viaStranger = forAlice.replaceFirst("\\{", "{\"context\":{\"agent\":\"who-is-this\"},");
            assertThat(permitted(fixture.decide(viaStranger))).isFalse();
            String chain = forAlice.replace(
                    "\"id\":\"alice\"", "\"id\":\"alice\",\"properties\":{\"act\":{\"sub\":\"notes-client\"}}");
            assertThat(permitted(fixture.decide(chain))).isTrue();
            assertThat(fixture.lastRequest().actors()).containsExactly("alice", "notes-client");
        }

        @Test
        void deniesUnknownAgentsAndRegistersThemOnce() {
            fixture.applyPolicy(ASK_FOR_MAIL);
            assertThat(permitted(fixture.decide(evaluationRequest("who-is-this", "read", "calendar"))))
                    .isFalse();
            assertThat(permitted(fixture.decide(evaluationRequest("who-is-this", "read", "calendar"))))
                    .isFalse();
            fixture.recorder.flush();
            assertThat(fixture.access.outline(TENANT, DecideFixture.unknownAgentId("who-is-this")))
                    .map(IdentityRecord::identity)
                    .hasValueSatisfying(seen -> assertThat(seen.baseline()).isFalse());
            assertThat(permitted(fixture.decide(evaluationRequest(
                            DecideFixture.unknownAgentId("who-is-this").toString(), "read", "calendar"))))
                    .as("a registered agent is still unknown")
                    .isFalse();
        }

        @Test
        void appliesPoliciesToInventorySearches() {
            fixture.applyPolicy(ASK_FOR_MAIL);
            JsonNode found = json(
                    fixture.post(
                            "/access/v1/search/subject",
                            "{\"subject\":{\"type\":\"agent\"},\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"calendar\",\"id\":\"*\"}}"));
            assertThat(found.at("/results/0/id").stringValue()).isEqualTo(NOTES.toString());
            JsonNode actions = json(
                    fixture.post(
                            "/access/v1/search/action",
                            "{\"subject\":{\"type\":\"agent\",\"id\":\"notes-client\"},\"resource\":{\"type\":\"calendar\",\"id\":\"*\"}}"));
            assertThat(actions.path("results").toString()).contains("\"read\"").doesNotContain("\"send\"");
            assertThat(fixture.recorded()).as("a search is not a decision").isEmpty();
        }
    }

    @Nested
    @DisplayName("records decisions")
    class Recording {
        @Test
        void recordsInputsReasonsPolicyVersionRequestIdAndTime() {
            fixture.applyPolicy(ASK_FOR_MAIL);
            fixture.call(
                    "POST",
                    "/access/v1/evaluation",
                    "key-of-the-gateway",
                    evaluationRequest("notes-client", "send", "mail"),
                    Map.of("X-Request-ID", "r-1"));
            RecordedDecision recorded = fixture.recorded().getLast();
            assertThat(recorded.requestId()).contains("r-1");
            assertThat(recorded.decision().requestable()).isTrue();
            assertThat(recorded.decision().reasons()).isNotEmpty();
            assertThat(recorded.took()).isPositive();
            assertThat(DecisionJson.read(DecisionJson.write(recorded))).isEqualTo(recorded);
        }

        @Test
        void recordsDigestsOfArgumentsButNoSecrets() {
            fixture.applyPolicy(ASK_FOR_MAIL);
            fixture.decide("""
                    {"subject":{"type":"agent","id":"notes-client","properties":{"api_key":"canary-1"}},
                     "action":{"name":"send","properties":{"arguments":{"body":"canary-2"},"kind":"weekly"}},
                     "resource":{"type":"mail","id":"m"},
                     "context":{"authorization":"canary-3","note":"ghp_canary4canary4canary4canary4","ip":"192.0.2.1"}}""");
            RecordedDecision recorded = fixture.recorded().getLast();
            assertThat(DecisionJson.write(recorded)).doesNotContain("canary");
            assertThat(recorded.request().actionProperties().get("arguments"))
                    .isInstanceOfSatisfying(
                            AttributeValue.TextValue.class,
                            text -> assertThat(text.value()).startsWith("sha256:"));
            assertThat(recorded.request().actionProperties()).containsEntry("kind", AttributeValue.of("weekly"));
            assertThat(recorded.request().context()).containsEntry("ip", AttributeValue.of("192.0.2.1"));
        }

        @Test
        void recordsDecisionsOfAllConcurrentCalls() throws InterruptedException {
            fixture.applyPolicy(ASK_FOR_MAIL);
            List<Thread> callers = java.util.stream.IntStream.range(0, 8)
                    .mapToObj(_ -> Thread.ofVirtual().start(() -> {
                        for (int i = 0; i < 50; i++) {
                            fixture.decide(evaluationRequest("notes-client", "read", "calendar"));
                        }
                    }))
                    .toList();
            for (Thread caller : callers) {
                caller.join();
            }
            fixture.recorder.close();
            assertThat(fixture.recorded()).hasSize(400);
        }
    }

    @Nested
    @DisplayName("lets an owner approve a denied request")
    class Approving {
        private JsonNode denied;

        private String submission(String request, String token) {
            return request.strip()
                    .replaceFirst(
                            "\\{",
                            "{\"denial\":{\"expires_at\":\"x\",\"binding_token\":\"%s\"},\"context\":{\"business_justification\":\"the weekly letter\"},"
                                    .formatted(token));
        }

        private APIGatewayV2HTTPResponse submit(String request, Map<String, String> headers) {
            fixture.applyPolicy(ASK_FOR_MAIL);
            denied = fixture.decide(evaluationRequest("notes-client", "send", "mail"));
            String token = denied.at("/context/access_request/binding_token").stringValue();
            return fixture.call("POST", REQUESTS, "key-of-the-gateway", submission(request, token), headers);
        }

        @Test
        void alertsOwnerToAccessRequest() {
            APIGatewayV2HTTPResponse response = submit(evaluationRequest("notes-client", "send", "mail"), Map.of());
            assertThat(response.getStatusCode()).isEqualTo(202);
            assertThat(json(response).at("/task/status").stringValue()).isEqualTo("pending");
            assertThat(fixture.findings.openByIdentity(TENANT, NOTES))
                    .extracting(Finding::type)
                    .containsExactly(FindingType.ACCESS_REQUESTED);
            assertThat(fixture.findings.openByIdentity(TENANT, NOTES).getFirst().reasons())
                    .anyMatch(reason -> reason.contains("the weekly letter"));
            assertThat(fixture.alerts.receive(9)).hasSize(1);
        }

        @Test
        void permitsOnlyApprovedActionDuringApprovedPeriod() {
            JsonNode task = json(submit(evaluationRequest("notes-client", "send", "mail"), Map.of()));
            String id = task.at("/task/id").stringValue();
            fixture.answers.approve(TENANT, id, "dana", Optional.empty(), Optional.of(Duration.ofMinutes(10)));
            JsonNode status = json(fixture.call("GET", REQUESTS + "/" + id, "key-of-the-gateway", "", Map.of()));
            assertThat(status.at("/task/status").stringValue()).isEqualTo("approved");
            assertThat(status.at("/result/mode").stringValue()).isEqualTo("reevaluate");
            JsonNode permitted = fixture.decide(evaluationRequest("notes-client", "send", "mail"));
            assertThat(permitted(permitted)).isTrue();
            assertThat(permitted.at("/context/approval/id").stringValue()).isEqualTo(id);
            assertThat(fixture.recorded().getLast().approval()).contains(id);
            assertThat(permitted(fixture.decide(
                            evaluationRequest("notes-client", "send", "mail").replace("kim", "lee"))))
                    .isFalse();
            fixture.clock.advance(Duration.ofMinutes(10));
            JsonNode late = fixture.decide(evaluationRequest("notes-client", "send", "mail")
                    .replaceFirst("\\{", "{\"context\":{\"approval\":{\"id\":\"%s\"}},".formatted(id)));
            assertThat(permitted(late)).isFalse();
            assertThat(late.at("/context/reason").stringValue()).isEqualTo("approval_expired");
            assertThat(late.at("/context/next_action").stringValue()).isEqualTo("request");
        }

        @Test
        void appliesApprovalUntilItIsWithdrawnOrPoliciesChange() {
            String id = json(submit(evaluationRequest("notes-client", "send", "mail"), Map.of()))
                    .at("/task/id")
                    .stringValue();
            fixture.answers.approve(TENANT, id, "dana", Optional.empty(), Optional.of(Duration.ofHours(1)));
            fixture.applyPolicy(ASK_FOR_MAIL + "controls: [\"SOC2:CC6.3\"]\n");
            assertThat(permitted(fixture.decide(evaluationRequest("notes-client", "send", "mail"))))
                    .isFalse();
            fixture.applyPolicy(ASK_FOR_MAIL);
            assertThat(permitted(fixture.decide(evaluationRequest("notes-client", "send", "mail"))))
                    .isTrue();
            fixture.answers.withdraw(TENANT, id, "dana");
            assertThat(permitted(fixture.decide(evaluationRequest("notes-client", "send", "mail"))))
                    .isFalse();
        }

        @Test
        void acceptsOneAnswerPerRequestAndNoneFromRequester() {
            String id = json(submit(evaluationRequest("notes-client", "send", "mail"), Map.of()))
                    .at("/task/id")
                    .stringValue();
            assertThatThrownBy(() -> fixture.answers.approve(
                            TENANT, id, "gateway", Optional.empty(), Optional.of(Duration.ofHours(1))))
                    .hasMessageContaining("someone else must answer");
            fixture.answers.deny(TENANT, id, "dana");
            assertThatThrownBy(() -> fixture.answers.approve(
                            TENANT, id, "dana", Optional.empty(), Optional.of(Duration.ofHours(1))))
                    .hasMessageContaining("already denied");
            assertThat(json(fixture.call("GET", REQUESTS + "/" + id, "key-of-the-gateway", "", Map.of()))
                            .at("/task/status")
                            .stringValue())
                    .isEqualTo("denied");
        }

        @Test
        void appliesApprovalOnlyAfterItsStartTime() {
            String id = json(submit(evaluationRequest("notes-client", "send", "mail"), Map.of()))
                    .at("/task/id")
                    .stringValue();
            fixture.answers.approve(
                    TENANT,
                    id,
                    "dana",
                    Optional.of(fixture.clock.instant().plus(Duration.ofHours(2))),
                    Optional.of(Duration.ofHours(1)));
            assertThat(permitted(fixture.decide(evaluationRequest("notes-client", "send", "mail"))))
                    .isFalse();
            fixture.clock.advance(Duration.ofHours(2));
            assertThat(permitted(fixture.decide(evaluationRequest("notes-client", "send", "mail"))))
                    .isTrue();
        }

        @Test
        void rejectsAccessRequestThatDiffersFromDeniedRequest() {
            APIGatewayV2HTTPResponse other =
                    submit(evaluationRequest("notes-client", "send", "mail").replace("kim", "lee"), Map.of());
            assertThat(other.getStatusCode()).isEqualTo(400);
            assertThat(json(other).path("type").stringValue()).endsWith(":invalid_denial_binding");
            assertThat(other.getHeaders()).containsEntry("Content-Type", "application/problem+json");
            assertThat(fixture.post(REQUESTS, submission(evaluationRequest("notes-client", "send", "mail"), "made-up"))
                            .getStatusCode())
                    .isEqualTo(400);
            String token = denied.at("/context/access_request/binding_token").stringValue();
            fixture.clock.advance(Duration.ofMinutes(11));
            assertThat(fixture.post(REQUESTS, submission(evaluationRequest("notes-client", "send", "mail"), token))
                            .getStatusCode())
                    .isEqualTo(410);
        }

        @Test
        void returnsSameTaskForRepeatedAccessRequest() {
            Map<String, String> key = Map.of("Idempotency-Key", "k-1");
            String first = json(submit(evaluationRequest("notes-client", "send", "mail"), key))
                    .at("/task/id")
                    .stringValue();
            String again = json(submit(evaluationRequest("notes-client", "send", "mail"), key))
                    .at("/task/id")
                    .stringValue();
            String without = json(submit(evaluationRequest("notes-client", "send", "mail"), Map.of()))
                    .at("/task/id")
                    .stringValue();
            assertThat(again).isEqualTo(first);
            assertThat(without).isEqualTo(first);
            assertThat(fixture.alerts.receive(9)).hasSize(1);
        }

        @Test
        void hidesTaskFromOthersAndLetsRequesterCancelIt() {
            String id = json(submit(evaluationRequest("notes-client", "send", "mail"), Map.of()))
                    .at("/task/id")
                    .stringValue();
            assertThat(fixture.call("GET", REQUESTS + "/" + id, "key-of-another", "", Map.of())
                            .getStatusCode())
                    .isEqualTo(404);
            assertThat(json(fixture.post(REQUESTS + "/" + id + "/cancel", ""))
                            .at("/task/status")
                            .stringValue())
                    .isEqualTo("cancelled");
            assertThat(fixture.post(REQUESTS + "/" + id + "/cancel", "").getStatusCode())
                    .isEqualTo(409);
        }

        @Test
        void expiresUnansweredRequests() {
            String id = json(submit(evaluationRequest("notes-client", "send", "mail"), Map.of()))
                    .at("/task/id")
                    .stringValue();
            fixture.clock.advance(Duration.ofHours(1));
            assertThat(json(fixture.call("GET", REQUESTS + "/" + id, "key-of-the-gateway", "", Map.of()))
                            .at("/task/status")
                            .stringValue())
                    .isEqualTo("expired");
            assertThatThrownBy(() -> fixture.answers.approve(
                            TENANT, id, "dana", Optional.empty(), Optional.of(Duration.ofHours(1))))
                    .hasMessageContaining("already expired");
        }
    }

    @Nested
    @DisplayName("authenticates callers")
    class Authenticating {
        @Test
        void acceptsApiKeyInEitherHeader() {
            fixture.applyPolicy(ASK_FOR_MAIL);
            String body = evaluationRequest("notes-client", "read", "calendar");
            String path = "/access/v1/evaluation";
            assertThat(fixture.call("POST", path, "", body, Map.of("Authorization", "Bearer key-of-the-gateway"))
                            .getStatusCode())
                    .isEqualTo(200);
            for (Map<String, String> wrong : List.of(
                    Map.<String, String>of(),
                    Map.of("X-API-Key", "key"),
                    Map.of("X-API-Key", ""),
                    Map.of("Authorization", "Basic a2V5"),
                    Map.of("Authorization", "Bearer nothing"),
                    Map.of("Authorization", "Bearer a.b.c"))) {
                APIGatewayV2HTTPResponse response = fixture.call("POST", path, "", body, wrong);
                assertThat(response.getStatusCode()).isEqualTo(401);
                assertThat(response.getHeaders().get("WWW-Authenticate")).startsWith("Bearer realm=");
            }
            assertThat(fixture.recorded()).hasSize(1);
        }
    }
}
