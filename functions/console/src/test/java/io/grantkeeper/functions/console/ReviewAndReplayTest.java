package io.grantkeeper.functions.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.store.testkit.ModelSamples;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Closing reviews, replaying policies, naming owners, and reading records. */
class ReviewAndReplayTest extends ConsoleFixture {
    private static final String CLOSE = "{\"why\": \"the audit is over\"}";

    private APIGatewayV2HTTPResponse close(Browser browser) {
        return send("POST", "/api/v1/reviews/agents-1/close", browser.writing(), Optional.of(CLOSE));
    }

    private APIGatewayV2HTTPResponse start(Browser browser, String name) {
        return send("POST", "/api/v1/reviews", browser.writing(), Optional.of("{\"name\": \"%s\"}".formatted(name)));
    }

    @Test
    void startsConfiguredReviewAndRecordsWhoRequestedIt() {
        Browser erin = signedIn("erin@acme.example", ConsoleRole.REVIEWER);
        assertThat(json(start(erin, "agents")).path("review").asString("")).isEqualTo("agents-1");
        APIGatewayV2HTTPResponse refused = start(erin, "people");
        assertThat(refused.getStatusCode()).isEqualTo(409);
        assertThat(json(refused).path("detail").asString(""))
                .isEqualTo("review 'people' is not configured; use one of [agents]");
        assertThat(recorded)
                .extracting(entry -> ((LedgerEvent.ChangeRequested) entry.what()).operation())
                .containsExactly("startReview", "startReview");
        clock.advance(ConsoleSession.FRESH);
        assertThat(json(start(erin, "agents")).path("type").asString("")).endsWith(":step-up-required");
    }

    @Test
    void closesReviewOnceAndRecordsWhoRequestedIt() {
        Browser erin = signedIn("erin@acme.example", ConsoleRole.REVIEWER);
        JsonNode closed = json(close(erin));
        assertThat(closed.path("review").path("closedAt").isNull()).isFalse();
        assertThat(close(erin).getBody()).isEqualTo(closed.toString());
        assertThat(recorded)
                .extracting(entry -> ((LedgerEvent.ChangeRequested) entry.what()).operation())
                .containsExactly("closeReview", "closeReview");
    }

    @Test
    void requiresFreshSignInToCloseReview() {
        Browser erin = signedIn("erin@acme.example", ConsoleRole.REVIEWER);
        clock.advance(ConsoleSession.FRESH.plus(Duration.ofSeconds(1)));
        assertThat(json(close(erin)).path("type").asString("")).endsWith(":step-up-required");
    }

    @Test
    void reportsThatReviewStaysOpenIfNobodyCanBeNotified() {
        notifiesSecurityTeam = false;
        APIGatewayV2HTTPResponse refused = post(ConsoleRole.REVIEWER, "/reviews/agents-1/close", Optional.of(CLOSE));
        assertThat(refused.getStatusCode()).isEqualTo(409);
        assertThat(json(refused).path("detail").asString("")).contains("the review stays open");
        assertThat(post(ConsoleRole.REVIEWER, "/reviews/nothing/close", Optional.of(CLOSE))
                        .getStatusCode())
                .isEqualTo(404);
    }

    private APIGatewayV2HTTPResponse replay(String body) {
        return post(ConsoleRole.POLICY_OWNER, "/policies/replay", Optional.of(body));
    }

    @Test
    void replaysPolicyThatIsNotInForceWithoutChangingAnything() {
        String body = new JsonMembers()
                .with("text", "policy: no-mail\nintent: No mail.\nrules:\n  - ask: send mail\n")
                .with("stage", "enforcement")
                .with("days", 7)
                .toString();
        JsonNode replayed = json(replay(body));
        assertThat(replayed.path("policy").asString("")).isEqualTo("no-mail");
        assertThat(replayed.path("sentence").asString(""))
                .isEqualTo("would have blocked nothing: no actions are recorded for this period");
        assertThat(replayed.path("complete").asBoolean(false)).isTrue();
        assertThat(policies.all(TENANT)).isEmpty();
        assertThat(recorded).isEmpty();
    }

    @Test
    void refusesReplayWithoutPolicyOrWithTwoPolicies() {
        for (String body : List.of(
                "{\"stage\": \"enforcement\"}",
                "{\"stage\": \"enforcement\", \"text\": \"x\", \"policy\": \"y\"}",
                "{\"stage\": \"enforcement\", \"text\": \"not a policy\"}")) {
            assertThat(replay(body).getStatusCode()).as(body).isEqualTo(400);
        }
        assertThat(replay("{\"stage\": \"enforcement\", \"policy\": \"unknown\"}")
                        .getStatusCode())
                .isEqualTo(404);
    }

    @Test
    void asksPersonWhoIsNamedAsOwner() {
        Browser erin = signedIn("erin@acme.example", ConsoleRole.REVIEWER);
        APIGatewayV2HTTPResponse named = send(
                "POST",
                "/api/v1/identities/" + EncodedIdentityIds.of(NOTES) + "/owner",
                erin.writing(),
                Optional.of("{\"to\": \"nobody@acme.example\"}"));
        assertThat(named.getStatusCode()).as(named.getBody()).isEqualTo(200);
        assertThat(json(named).path("result").asString("")).isEqualTo("no-next-person");
        assertThat(recorded)
                .extracting(entry -> ((LedgerEvent.ChangeRequested) entry.what()).operation())
                .containsExactly("nameOwner");
    }

    private APIGatewayV2HTTPResponse handOver(Browser browser, String subjects, String to) {
        return send(
                "POST",
                "/api/v1/identities/hand-over",
                browser.writing(),
                Optional.of("{\"subjects\": %s, \"to\": \"%s\"}".formatted(subjects, to)));
    }

    @Test
    void asksOnePersonAboutSeveralIdentitiesAndStatesWhichWereLeftOut() {
        access.apply(
                TENANT,
                ModelSamples.batch(
                        ModelSamples.NOON,
                        new AccessObservation.PersonObserved(ModelSamples.person(ModelSamples.ERIN))));
        Browser carl = signedIn("carl@acme.example", ConsoleRole.REVIEWER);
        JsonNode result = json(handOver(
                carl, "[\"%s\", \"%s\"]".formatted(NOTES, ModelSamples.appId("missing")), "ERIN@acme.example"));
        assertThat(result.path("asked").valueStream().map(JsonNode::asString)).containsExactly(NOTES.toString());
        assertThat(result.at("/skipped/0/reason").asString("")).isEqualTo("The identity is not in the inventory.");
        assertThat(questions.byIdentity(TENANT, NOTES))
                .anySatisfy(question -> assertThat(question.current().email()).isEqualTo("erin@acme.example"));
        assertThat(handOver(carl, "[\"%s\"]".formatted(NOTES), "nobody@acme.example")
                        .getStatusCode())
                .as("an address that nobody has opens no question")
                .isEqualTo(400);
    }

    private static String encoded(String id) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(id.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void returnsRecordsInPagesAndByKey() {
        JsonNode first = json(get(ConsoleRole.AUDITOR, "/records/identities?connection=google-acme&limit=1"));
        assertThat(first.path("items").size()).isEqualTo(1);
        assertThat(first.path("next").isString()).isTrue();
        JsonNode named = json(get(
                ConsoleRole.AUDITOR,
                "/records/identity-records?keys=" + encoded(NOTES.toString()) + "," + encoded(OTHER.toString())));
        assertThat(named.path("items").size()).isEqualTo(2);
        assertThat(named.path("items").path(0).path("grants").size()).isEqualTo(1);
    }

    @Test
    void refusesUnavailableRecordsAndMalformedQueries() {
        for (String query : List.of(
                "sessions",
                "salts",
                "identity-records",
                "identity-records?keys=%25",
                "identities?connection=google-acme&cursor=%00",
                "incidents?limit=0",
                "identity-records?keys=" + "YQ,".repeat(60))) {
            assertThat(get(ConsoleRole.ADMIN, "/records/" + query).getStatusCode())
                    .as(query)
                    .isEqualTo(400);
        }
        assertThat(get(ConsoleRole.VIEWER, "/records/identities?connection=google-acme")
                        .getStatusCode())
                .isEqualTo(403);
    }
}
