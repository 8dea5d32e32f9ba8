package io.grantkeeper.functions.decide;

import static io.grantkeeper.functions.decide.DecideFixture.NOTES;
import static io.grantkeeper.functions.decide.DecideFixture.TENANT;
import static io.grantkeeper.functions.decide.DecideFixture.json;
import static io.grantkeeper.functions.decide.DecideFixture.permitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.policy.approval.UnanswerableRequestException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@DisplayName("An approval")
class ApprovalScopeTest {
    private static final String REQUESTS = "/access/v1/requests";
    private static final String EVALUATION = "/access/v1/evaluation";
    private static final String GATEWAY = "key-of-the-gateway";
    /**
     * A policy that reads the context member {@code purpose}, but only to decide whether mail may be deleted, not
     * whether it may be sent.
     */
    private static final String POLICY = """
            policy: mail-needs-approval
            intent: An agent asks before it sends mail, known or not.
            covers: {strangers: included}
            rules:
              - ask: send mail
              - forbid: delete mail
                when:
                  where: {context.purpose: marketing}
            stage: enforcement
            """;

    private final DecideFixture fixture = new DecideFixture();

    @BeforeEach
    void apply() {
        fixture.applyPolicy(POLICY);
    }

    /** Returns a request for alice, on whose behalf an agent acts. */
    private static String forAlice(String properties, String context) {
        return """
                {"subject":{"type":"user","id":"alice","properties":{%s}},
                 "action":{"name":"send"},"resource":{"type":"mail","id":"inbox"},"context":{%s}}""".formatted(properties, context);
    }

    private static String by(String agent) {
        return forAlice("\"act\":{\"sub\":\"%s\"}".formatted(agent), "");
    }

    private String denialToken(String request) {
        return fixture.decide(request)
                .at("/context/access_request/binding_token")
                .stringValue();
    }

    private APIGatewayV2HTTPResponse submit(String request, String token, String key) {
        return fixture.call(
                "POST",
                REQUESTS,
                key,
                request.strip().replaceFirst("\\{", "{\"denial\":{\"binding_token\":\"%s\"},".formatted(token)),
                Map.of());
    }

    /** Requests access and has Dana approve it. Returns the ID of the request. */
    private String approve(String request) {
        JsonNode task = json(submit(request, denialToken(request), GATEWAY));
        String id = task.at("/task/id").stringValue();
        var _ = fixture.answers.approve(TENANT, id, "dana", Optional.empty(), Optional.of(Duration.ofMinutes(10)));
        return id;
    }

    private JsonNode status(String id) {
        return json(fixture.call("GET", REQUESTS + "/" + id, GATEWAY, "", Map.of()));
    }

    @Test
    void permitsNoOtherAgentOfSameSubject() {
        approve(by("notes-client"));
        assertThat(permitted(fixture.decide(by("notes-client")))).isTrue();
        for (String other : new String[] {
            by("another-agent"),
            forAlice("", ""),
            forAlice("", "\"agent\":\"another-agent\""),
            forAlice("\"act\":{\"sub\":\"another-agent\",\"act\":{\"sub\":\"notes-client\"}}", ""),
            forAlice("\"act\":{\"sub\":\"notes-client\",\"iss\":\"https://other.example\"}", ""),
            by("notes-client").replace("\"alice\"", "\"bob\""),
            by("notes-client").replace("\"user\"", "\"service\"")
        }) {
            assertThat(permitted(fixture.decide(other))).as(other).isFalse();
        }
    }

    @Test
    void toleratesDifferentValidityPeriodOfActorsToken() {
        String actor = "\"act\":{\"sub\":\"notes-client\",\"exp\":%d}";
        approve(forAlice(actor.formatted(1), ""));
        assertThat(permitted(fixture.decide(forAlice(actor.formatted(2), "")))).isTrue();
    }

    @Test
    void cannotBeRequestedWithTokenOfAnotherAgentOrCaller() {
        String token = denialToken(by("notes-client"));
        APIGatewayV2HTTPResponse otherAgent = submit(by("another-agent"), token, GATEWAY);
        assertThat(otherAgent.getStatusCode()).isEqualTo(400);
        assertThat(json(otherAgent).path("type").stringValue()).endsWith(":invalid_denial_binding");
        APIGatewayV2HTTPResponse otherCaller = submit(by("notes-client"), token, "key-of-another");
        assertThat(otherCaller.getStatusCode()).isEqualTo(400);
        assertThat(json(otherCaller).path("detail").stringValue()).contains("another caller");
        assertThat(submit(by("notes-client"), token, GATEWAY).getStatusCode()).isEqualTo(202);
    }

    @Test
    void appliesOnlyToCallerThatRequestedIt() {
        approve(by("notes-client"));
        assertThat(permitted(json(fixture.call("POST", EVALUATION, "key-of-another", by("notes-client"), Map.of()))))
                .isFalse();
        assertThat(permitted(fixture.decide(by("notes-client")))).isTrue();
    }

    @Test
    void permitsNoOtherAgentEvenIfOnlyTokenNamesActingAgent() {
        String request = forAlice("", "");
        Map<String, String> notes =
                Map.of("Authorization", TestTokenIssuers.A.bearerFor("alice", "gateway", "notes-client"));
        Map<String, String> another =
                Map.of("Authorization", TestTokenIssuers.A.bearerFor("alice", "gateway", "another-agent"));
        String token = json(fixture.call("POST", EVALUATION, "", request, notes))
                .at("/context/access_request/binding_token")
                .stringValue();
        String asked = request.strip().replaceFirst("\\{", "{\"denial\":{\"binding_token\":\"%s\"},".formatted(token));
        assertThat(fixture.call("POST", REQUESTS, "", asked, another).getStatusCode())
                .isEqualTo(400);
        String id = json(fixture.call("POST", REQUESTS, "", asked, notes))
                .at("/task/id")
                .stringValue();
        var _ = fixture.answers.approve(TENANT, id, "dana", Optional.empty(), Optional.of(Duration.ofMinutes(10)));
        assertThat(permitted(json(fixture.call("POST", EVALUATION, "", request, notes))))
                .isTrue();
        assertThat(permitted(json(fixture.call("POST", EVALUATION, "", request, another))))
                .isFalse();
    }

    @Test
    void appliesOnlyIfContextThatPoliciesReadIsUnchanged() {
        String actor = "\"act\":{\"sub\":\"notes-client\"}";
        String support = forAlice(actor, "\"purpose\":\"support\",\"trace\":\"1\"");
        String token = denialToken(support);
        assertThat(submit(forAlice(actor, "\"purpose\":\"marketing\""), token, GATEWAY)
                        .getStatusCode())
                .isEqualTo(400);
        approve(support);
        assertThat(permitted(fixture.decide(support.replace("\"1\"", "\"2\""))))
                .as("no policy reads the trace")
                .isTrue();
        assertThat(permitted(fixture.decide(forAlice(actor, "\"purpose\":\"marketing\""))))
                .isFalse();
        assertThat(permitted(fixture.decide(forAlice(actor, "")))).isFalse();
    }

    @Test
    void canBeRequestedWithoutRepeatingContextThatOnlyPoliciesRead() {
        String actor = "\"act\":{\"sub\":\"notes-client\"}";
        String token = denialToken(forAlice(actor, "\"purpose\":\"support\""));
        assertThat(submit(forAlice(actor, ""), token, GATEWAY).getStatusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway",
                "notes-client",
                "NOTES-CLIENT ",
                "Notes",
                "alice",
                "\uff41lice",
                "google-acme/oauth-client/notes"
            })
    void requesterCannotApproveUnderAnyOfTheirNames(String name) {
        String request = by("notes-client");
        String id = json(submit(request, denialToken(request), GATEWAY))
                .at("/task/id")
                .stringValue();
        assertThat(NOTES.toString()).as("the last name above").endsWith("/oauth-client/notes");
        String approver = name.contains("/") ? NOTES.toString() : name;
        assertThatThrownBy(() -> fixture.answers.approve(TENANT, id, approver, Optional.empty(), Optional.empty()))
                .isInstanceOf(UnanswerableRequestException.class)
                .hasMessageContaining("someone else must answer");
        assertThat(permitted(fixture.decide(request))).isFalse();
    }

    @Test
    void reportsWhenApprovalEnded() {
        String id = approve(by("notes-client"));
        JsonNode valid = status(id);
        assertThat(valid.at("/task/status").stringValue()).isEqualTo("approved");
        assertThat(valid.at("/task").has("ended_at")).isFalse();
        fixture.clock.advance(Duration.ofMinutes(10));
        JsonNode ended = status(id);
        assertThat(ended.at("/task/status").stringValue()).isEqualTo("expired");
        assertThat(ended.at("/task/ended_at").stringValue())
                .isEqualTo(valid.at("/result/approval/approved_until").stringValue());
        assertThat(ended.has("result")).isFalse();
    }

    @Test
    void reportsWhenApprovalWasWithdrawn() {
        String id = approve(by("notes-client"));
        fixture.clock.advance(Duration.ofMinutes(3));
        var _ = fixture.answers.withdraw(TENANT, id, "dana");
        assertThat(status(id).at("/task/status").stringValue()).isEqualTo("cancelled");
        assertThat(status(id).at("/task/ended_at").stringValue())
                .isEqualTo(fixture.clock.instant().toString());
    }

    @Test
    void questionNamesAgentAndSubjectItActsFor() {
        String request = by("notes-client");
        var _ = submit(request, denialToken(request), GATEWAY);
        assertThat(fixture.findings.openByIdentity(TENANT, NOTES).getFirst().headline())
                .contains("notes-client (on behalf of alice) asks to send mail inbox");
    }
}
