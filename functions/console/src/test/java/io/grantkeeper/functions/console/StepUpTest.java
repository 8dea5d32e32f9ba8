package io.grantkeeper.functions.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.functions.testkit.OidcIssuerDouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Calls that grant access, remove access or lower a safeguard require a caller who proved their identity recently. */
class StepUpTest extends ConsoleFixture {
    private static final String APPROVAL =
            "{\"subject\": \"google-acme/oauth-client/notes\", \"as\": \"approved\", \"why\": \"needed\"}";
    private static final List<String> GUARDED = List.of(
            "applyPolicy",
            "promotePolicy",
            "demotePolicy",
            "approve",
            "endApproval",
            "triage",
            "undoTriage",
            "muteProduct",
            "snoozePerson",
            "releaseAlerts",
            "undoRelease",
            "startReview",
            "closeReview",
            "answerQuestion");

    private final OidcIssuerDouble issuer = new OidcIssuerDouble(clock);

    @Override
    ConsoleConfig config() {
        return ConsoleConfig.parse("""
                {"issuer": "%s", "clientId": "console", "audience": "grantkeeper", "roles": {"admin": ["admins"]},
                 "apiKeys": [%s, %s]}""".formatted(
                        issuer.issuer(),
                        key("reader", "a key", "admin", List.of()),
                        key("approver", "a scoped key", "admin", List.of("approve"))));
    }

    @AfterEach
    void stopIssuer() {
        issuer.close();
    }

    private static boolean isStepUp(APIGatewayV2HTTPResponse response) {
        return response.getStatusCode() == 403
                && json(response).path("type").asString("").endsWith(":step-up-required");
    }

    private APIGatewayV2HTTPResponse approve(Map<String, String> who) {
        return send("POST", "/api/v1/approvals", writing(who), Optional.of(APPROVAL));
    }

    @Test
    void isRequiredToGrantAccessOrLowerSafeguard() {
        assertThat(sensitive()).containsAll(GUARDED);
    }

    @Test
    void refusesPersonWhoseSignInIsTooOld() {
        Browser dana = signedIn(DANA_EMAIL, ConsoleRole.ADMIN);
        clock.advance(ConsoleSession.FRESH);
        List<String> open = new ArrayList<>();
        Map<String, String> calls = Map.of(
                "/identities/hand-over",
                "{\"subjects\": [\"google-acme/oauth-client/notes\"], \"to\": \"erin@acme.example\"}",
                "/identities/%s/owner".formatted(EncodedIdentityIds.of(NOTES)),
                "{\"to\": \"erin@acme.example\"}",
                "/approvals",
                APPROVAL,
                "/approvals/end",
                "{\"subject\": \"google-acme/oauth-client/notes\", \"why\": \"pilot is over\"}",
                "/approvals/triage",
                "{\"subjects\": [\"google-acme/oauth-client/notes\"], \"as\": \"approved\", \"why\": \"first sweep\"}",
                "/approvals/triage/triage-1/undo",
                "{\"why\": \"too broad\"}",
                "/policies/any/demote",
                "{\"to\": \"training\", \"why\": \"too strict\"}");
        calls.forEach((path, body) -> {
            if (!isStepUp(send("POST", "/api/v1" + path, dana.writing(), Optional.of(body)))) {
                open.add(path);
            }
        });
        assertThat(open).isEmpty();
        assertThat(recorded).isEmpty();
    }

    @Test
    void acceptsAnswerThatChangesNothingWithoutFreshSignIn() {
        Browser dana = signedIn(DANA_EMAIL, ConsoleRole.OWNER);
        clock.advance(ConsoleSession.FRESH);
        APIGatewayV2HTTPResponse kept = send(
                "POST",
                "/api/v1/questions/q1/answer",
                dana.writing(),
                Optional.of("{\"answer\": \"keep\", \"state\": \"%s\"}".formatted(state())));
        assertThat(json(kept).path("result").asString("")).isEqualTo("accepted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"name-owner\", \"to\": \"dana@acme.example\"", "\"keep\""})
    void requiresFreshSignInForEffectOfSensitiveOperationThroughQuestionOpenedByCaller(String answer) {
        Browser erin = signedIn("erin@acme.example", ConsoleRole.REVIEWER);
        JsonNode question = json(send(
                "POST",
                "/api/v1/identities/" + EncodedIdentityIds.of(NOTES) + "/question",
                erin.writing(),
                Optional.empty()));
        assertThat(question.path("options")
                        .valueStream()
                        .filter(option -> option.path("stepUp").asBoolean(false))
                        .map(option -> option.path("answer").asString("")))
                .contains("keep", "name-owner");
        String path = "/api/v1/questions/" + question.path("id").asString("");
        String body = "{\"answer\": %s, \"state\": \"%s\"}"
                .formatted(answer, question.path("state").asString(""));
        assertThat(json(send("POST", path + "/preview", erin.writing(), Optional.of(body)))
                        .path("confirmStepUp")
                        .asBoolean(true))
                .isFalse();
        clock.advance(ConsoleSession.FRESH);
        assertThat(json(send("POST", path + "/preview", erin.writing(), Optional.of(body)))
                        .path("confirmStepUp")
                        .asBoolean(false))
                .isTrue();
        assertThat(isStepUp(send("POST", path + "/answer", erin.writing(), Optional.of(body))))
                .isTrue();
        assertThat(settled).isEmpty();
    }

    @Test
    void acceptsTokenOnlyForFewMinutesAfterIssuance() {
        String token = issuer.accessToken("robot", "grantkeeper", Map.of("groups", List.of("admins")));
        Map<String, String> robot = Map.of("authorization", "Bearer " + token);
        assertThat(approve(robot).getStatusCode()).isEqualTo(200);
        issuer.valid = Duration.ofDays(365);
        issuer.age = ConsoleSession.FRESH;
        Map<String, String> old = Map.of(
                "authorization",
                "Bearer " + issuer.accessToken("robot", "grantkeeper", Map.of("groups", List.of("admins"))));
        assertThat(isStepUp(approve(old))).isTrue();
        assertThat(send("GET", "/api/v1/queue", old, Optional.empty()).getStatusCode())
                .isEqualTo(200);
        issuer.age = ConsoleSession.LONGEST;
        Map<String, String> ancient = Map.of(
                "authorization",
                "Bearer " + issuer.accessToken("robot", "grantkeeper", Map.of("groups", List.of("admins"))));
        assertThat(send("GET", "/api/v1/queue", ancient, Optional.empty()).getStatusCode())
                .isEqualTo(401);
    }

    @Test
    void usesTimeOfSignInRatherThanOfTokenRenewal() {
        long hourAgo = clock.instant().minus(Duration.ofHours(1)).getEpochSecond();
        String renewed =
                issuer.accessToken("dana", "grantkeeper", Map.of("groups", List.of("admins"), "auth_time", hourAgo));
        assertThat(isStepUp(approve(Map.of("authorization", "Bearer " + renewed))))
                .isTrue();
    }

    @Test
    void acceptsApiKeyOnlyForOperationsListedInItsEntry() {
        APIGatewayV2HTTPResponse refused = approve(Map.of("x-api-key", "a key"));
        assertThat(isStepUp(refused)).isTrue();
        assertThat(json(refused).path("detail").asString("")).contains("sensitiveOperations");
        Map<String, String> scoped = Map.of("x-api-key", "a scoped key");
        assertThat(approve(scoped).getStatusCode()).isEqualTo(200);
        assertThat(isStepUp(send(
                        "POST",
                        "/api/v1/approvals/end",
                        writing(scoped),
                        Optional.of("{\"subject\": \"google-acme/oauth-client/notes\", \"why\": \"over\"}"))))
                .isTrue();
    }

    @Test
    void rejectsSettingThatListsNonSensitiveOperation() {
        assertThatThrownBy(() -> ConsoleConfig.parse(
                        "{\"apiKeys\": [%s]}".formatted(key("siem", "a key", "viewer", List.of("identities")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sensitiveOperations")
                .hasMessageContaining("approve");
    }
}
