package io.grantkeeper.functions.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The console's protection against other sites, other people and malformed requests. */
class ConsoleSecurityTest extends ConsoleFixture {
    private static final String APPROVAL =
            "{\"subject\": \"google-acme/oauth-client/notes\", \"as\": \"approved\", \"why\": \"needed\"}";

    private APIGatewayV2HTTPResponse approve(Map<String, String> headers) {
        return send("POST", "/api/v1/approvals", headers, Optional.of(APPROVAL));
    }

    @Test
    void acceptsWritesOnlyFromItsOwnPages() {
        Browser erin = signedIn("erin@acme.example", ConsoleRole.REVIEWER);
        for (Map<String, String> wrong : List.of(
                Map.of("origin", "https://evil.example"),
                Map.of("origin", "null"),
                Map.of("origin", ""),
                Map.of("x-grantkeeper-csrf", ""),
                Map.of("x-grantkeeper-csrf", "guessed"))) {
            Map<String, String> headers = new HashMap<>(erin.writing());
            headers.putAll(wrong);
            headers.values().removeIf(String::isEmpty);
            APIGatewayV2HTTPResponse response = approve(headers);
            assertThat(response.getStatusCode()).as(wrong.toString()).isEqualTo(403);
            assertThat(json(response).path("type").asString("")).endsWith(":csrf");
        }
        assertThat(approve(erin.writing()).getStatusCode()).isEqualTo(200);
    }

    @Test
    void ignoresDefaultPortWhenComparingOrigins() {
        assertThat(ConsoleOrigin.of(URI.create("https://console.acme.example:443/console")))
                .isEqualTo(ConsoleOrigin.of(ADDRESS));
        assertThat(ConsoleOrigin.of(URI.create("https://console.acme.example:8443"))
                        .base())
                .hasToString("https://console.acme.example:8443");
    }

    @Test
    void acceptsOnlyJsonBodies() {
        Map<String, String> headers = new HashMap<>(
                signedIn("erin@acme.example", ConsoleRole.REVIEWER).writing());
        headers.put("content-type", "text/plain");
        assertThat(approve(headers).getStatusCode()).isEqualTo(415);
    }

    @Test
    void everyResponseForbidsFramesInlineCodeAndMimeSniffing() {
        for (String path :
                List.of("/console/", "/console/identities", "/api/v1/queue", "/api/v1/session", "/elsewhere")) {
            Map<String, String> headers =
                    send("GET", path, Map.of(), Optional.empty()).getHeaders();
            assertThat(headers).as(path).containsEntry("x-frame-options", "DENY");
            assertThat(headers).containsEntry("x-content-type-options", "nosniff");
            assertThat(headers).containsKey("strict-transport-security");
            assertThat(headers.get("content-security-policy"))
                    .contains("default-src 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'")
                    .doesNotContain("unsafe");
        }
    }

    @Test
    void forbidsCachingOfPrivateResponses() {
        Browser dana = signedIn(DANA_EMAIL, ConsoleRole.ADMIN);
        for (String path : List.of("/queue", "/identities", "/session", "/exports/identities?format=csv")) {
            assertThat(send("GET", "/api/v1" + path, dana.headers(), Optional.empty())
                            .getHeaders())
                    .as(path)
                    .containsEntry("cache-control", "no-store");
        }
    }

    @Test
    void ownerSeesOnlyWhatBelongsToThem() {
        Browser dana = signedIn(DANA_EMAIL, ConsoleRole.OWNER);
        var list = json(send("GET", "/api/v1/identities", dana.headers(), Optional.empty()));
        assertThat(list.path("matching").asInt(-1)).isEqualTo(1);
        assertThat(list.path("items").path(0).path("id").asString("")).isEqualTo(NOTES.toString());
        String other = EncodedIdentityIds.of(OTHER);
        for (String path : List.of("/identities/" + other, "/identities/" + other + "/timeline")) {
            assertThat(send("GET", "/api/v1" + path, dana.headers(), Optional.empty())
                            .getStatusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(json(send("GET", "/api/v1/findings", dana.headers(), Optional.empty()))
                        .path("matching")
                        .asInt(-1))
                .isEqualTo(1);
        Browser erin = signedIn("erin@acme.example", ConsoleRole.OWNER);
        assertThat(send("GET", "/api/v1/questions/q1", erin.headers(), Optional.empty())
                        .getStatusCode())
                .isEqualTo(404);
        assertThat(json(send("GET", "/api/v1/questions", erin.headers(), Optional.empty()))
                        .path("items")
                        .size())
                .isZero();
    }

    @Test
    void hidesCoverageFromOwner() {
        Browser dana = signedIn(DANA_EMAIL, ConsoleRole.OWNER);
        var queue = json(send("GET", "/api/v1/queue", dana.headers(), Optional.empty()));
        assertThat(queue.path("sentence").asString("")).isEqualTo("1 identity; 1 needs your attention.");
        assertThat(queue.path("cannotSee").size()).isZero();
        assertThat(json(get(ConsoleRole.VIEWER, "/queue")).path("sentence").asString(""))
                .startsWith("2 identities; nothing needs your attention; ");
    }

    @Test
    void returnsNoFindingsForInvalidIdentityKey() {
        assertThat(json(get(ConsoleRole.VIEWER, "/findings?identity=nothing"))
                        .path("matching")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void returnsSameResponseForMissingAndForbiddenIdentity() {
        Browser dana = signedIn(DANA_EMAIL, ConsoleRole.OWNER);
        String foreign = send(
                        "GET", "/api/v1/identities/" + EncodedIdentityIds.of(OTHER), dana.headers(), Optional.empty())
                .getBody();
        String missing = send(
                        "GET",
                        "/api/v1/identities/"
                                + EncodedIdentityIds.of(io.grantkeeper.store.testkit.ModelSamples.appId("missing")),
                        dana.headers(),
                        Optional.empty())
                .getBody();
        assertThat(foreign).isEqualTo(missing);
    }

    @Test
    void doesNotReadOtherTenantsData() {
        var elsewhere = new io.grantkeeper.identity.TenantId("umbrella");
        ConsoleSessions.Started started = new ConsoleSessions(elsewhere, records, clock)
                .start(
                        new ConsoleSessions.Person(
                                "https://login.example", "x", "X", Optional.empty(), Set.of(ConsoleRole.ADMIN)),
                        "oidc",
                        clock.instant());
        assertThat(send(
                                "GET",
                                "/api/v1/queue",
                                Map.of("cookie", "__Host-grantkeeper=" + started.cookie()),
                                Optional.empty())
                        .getStatusCode())
                .isEqualTo(401);
    }

    @Test
    void rejectsOversizedAndMalformedRequests() {
        assertThat(post(ConsoleRole.ADMIN, "/approvals", Optional.of("x".repeat(ConsoleFunction.MAX_BODY + 1)))
                        .getStatusCode())
                .isEqualTo(413);
        for (String body : List.of("", "{", "[]", "null", "{\"subject\": 1}", APPROVAL.replace("approved", "new"))) {
            APIGatewayV2HTTPResponse response = post(ConsoleRole.ADMIN, "/approvals", Optional.of(body));
            assertThat(response.getStatusCode()).as(body).isEqualTo(400);
            assertThat(json(response).path("field").asString("")).as(body).isNotEmpty();
            assertThat(response.getHeaders().get("content-type")).startsWith("application/problem+json");
        }
        for (String query : List.of(
                "limit=0",
                "limit=1001",
                "limit=many",
                "owner=anyone",
                "cursor=%25",
                "unknown=1",
                "q=" + "x".repeat(201))) {
            assertThat(get(ConsoleRole.VIEWER, "/identities?" + query).getStatusCode())
                    .as(query)
                    .isEqualTo(400);
        }
        for (String key : List.of("not-base64!", "AA", "%00", "..", "a".repeat(3_000))) {
            assertThat(get(ConsoleRole.VIEWER, "/identities/" + key).getStatusCode())
                    .as(key)
                    .isEqualTo(404);
        }
        assertThat(send("GET", "/" + "a".repeat(5_000), Map.of(), Optional.empty())
                        .getStatusCode())
                .isEqualTo(400);
    }

    @Test
    void namesWrongFieldAndItsFix() {
        var problem = json(get(ConsoleRole.VIEWER, "/identities?ai=maybe"));
        assertThat(problem.path("type").asString("")).isEqualTo("urn:grantkeeper:problem:invalid");
        assertThat(problem.path("field").asString("")).isEqualTo("ai");
        assertThat(problem.path("fix").asString("")).isEqualTo("use one of yes, no, unknown");
    }

    @Test
    void refusesKeyThatIsNotConfigured() {
        APIGatewayV2HTTPResponse response =
                send("GET", "/api/v1/queue", Map.of("x-api-key", "guessed"), Optional.empty());
        assertThat(response.getStatusCode()).isEqualTo(401);
        assertThat(response.getBody()).doesNotContain("guessed");
    }

    @Test
    void limitsRequestsOfOneCaller() {
        int status = 0;
        for (int i = 0; i < 400 && status != 429; i++) {
            status = get(ConsoleRole.VIEWER, "/approvals").getStatusCode();
        }
        assertThat(status).isEqualTo(429);
        assertThat(get(ConsoleRole.AUDITOR, "/approvals").getStatusCode()).isEqualTo(200);
    }

    @Test
    void sendsNoBodyIfDataIsUnchangedSinceLastRead() {
        APIGatewayV2HTTPResponse first = get(ConsoleRole.VIEWER, "/findings");
        String etag = first.getHeaders().get("etag");
        Map<String, String> headers = Map.of("x-api-key", key(ConsoleRole.VIEWER), "if-none-match", etag);
        APIGatewayV2HTTPResponse second = send("GET", "/api/v1/findings", headers, Optional.empty());
        assertThat(second.getStatusCode()).isEqualTo(304);
        assertThat(second.getBody()).isEmpty();
        findings.close(TENANT, NOTES, "f1", clock.instant());
        clock.advance(ConsoleInventory.FRESH);
        assertThat(send("GET", "/api/v1/findings", headers, Optional.empty()).getStatusCode())
                .isEqualTo(200);
    }

    @Test
    void listsEachItemOnceAcrossPages() {
        var first = json(get(ConsoleRole.VIEWER, "/identities?limit=1"));
        String cursor = first.path("next").asString("");
        var second = json(get(ConsoleRole.VIEWER, "/identities?limit=1&cursor=" + cursor));
        assertThat(first.path("items").path(0).path("name").asString(""))
                .isNotEqualTo(second.path("items").path(0).path("name").asString(""));
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(first.path("matching").asInt(-1)).isEqualTo(2);
    }

    @Test
    void carriesOutRepeatedWriteOnce() {
        String key = UUID.randomUUID().toString();
        Map<String, String> headers = writing(Map.of("x-api-key", key(ConsoleRole.REVIEWER), "idempotency-key", key));
        APIGatewayV2HTTPResponse first = approve(headers);
        APIGatewayV2HTTPResponse second = approve(headers);
        assertThat(second.getBody()).isEqualTo(first.getBody());
        assertThat(second.getHeaders()).containsEntry("idempotency-replayed", "true");
        assertThat(recorded).hasSize(1);
        APIGatewayV2HTTPResponse other =
                send("POST", "/api/v1/approvals", headers, Optional.of(APPROVAL.replace("needed", "something else")));
        assertThat(other.getStatusCode()).isEqualTo(409);
        assertThat(send("POST", "/api/v1/approvals", without(headers, "idempotency-key"), Optional.of(APPROVAL))
                        .getStatusCode())
                .isEqualTo(400);
    }

    private static Map<String, String> without(Map<String, String> headers, String name) {
        Map<String, String> others = new HashMap<>(headers);
        others.remove(name);
        return others;
    }

    @Test
    void recordsWhoRequestedChangeAndFromWhichSession() {
        Browser erin = signedIn("erin@acme.example", ConsoleRole.REVIEWER);
        assertThat(approve(erin.writing()).getStatusCode()).isEqualTo(200);
        assertThat(recorded).hasSize(1);
        LedgerEntry entry = recorded.getFirst();
        assertThat(entry.what()).isInstanceOfSatisfying(LedgerEvent.ChangeRequested.class, change -> {
            assertThat(change.operation()).isEqualTo("approve");
            assertThat(change.session())
                    .isEqualTo(ConsoleTokens.digest(
                            erin.cookie().substring(erin.cookie().indexOf('=') + 1)));
        });
        assertThat(entry.actors()).hasSize(2);
        assertThat(entry.toString())
                .doesNotContain("erin@acme.example")
                .doesNotContain(erin.cookie().substring(erin.cookie().indexOf('=') + 1));
    }

    @Test
    void answersQuestionThroughSameUseCaseAsLinks() {
        Browser dana = signedIn(DANA_EMAIL, ConsoleRole.OWNER);
        APIGatewayV2HTTPResponse preview = send(
                "POST",
                "/api/v1/questions/q1/preview",
                dana.writing(),
                Optional.of("{\"answer\": \"revoke\", \"state\": \"%s\"}".formatted(state())));
        assertThat(json(preview).path("lines").path(0).asString(""))
                .startsWith("Grantkeeper revokes all of its access");
        assertThat(json(preview).path("lines").path(1).asString("")).isEqualTo("It can no longer read mail.");
        assertThat(recorded).isEmpty();
        APIGatewayV2HTTPResponse answer = send(
                "POST",
                "/api/v1/questions/q1/answer",
                dana.writing(),
                Optional.of("{\"answer\": \"keep\", \"state\": \"%s\"}".formatted(state())));
        assertThat(json(answer).path("result").asString("")).isEqualTo("accepted");
        assertThat(questions
                        .find(TENANT, "q1")
                        .orElseThrow()
                        .conclusion()
                        .orElseThrow()
                        .through())
                .isEqualTo("console");
        assertThat(settled).containsExactly("q1 keep");
    }

    @Test
    void doesNothingIfAccessChangedAfterItWasShown() {
        Browser dana = signedIn(DANA_EMAIL, ConsoleRole.OWNER);
        APIGatewayV2HTTPResponse answer = send(
                "POST",
                "/api/v1/questions/q1/answer",
                dana.writing(),
                Optional.of("{\"answer\": \"revoke\", \"state\": \"outdated\"}"));
        assertThat(json(answer).path("result").asString("")).isEqualTo("changed");
        assertThat(settled).isEmpty();
    }

    @Test
    void readsInventoryAgainOnlyIfAnswerChangedSomething() {
        Browser dana = signedIn(DANA_EMAIL, ConsoleRole.OWNER);
        assertThat(openFindings(dana)).isEqualTo(1);
        findings.close(TENANT, NOTES, "f1", clock.instant());
        for (String state : List.of("outdated", state())) {
            assertThat(openFindings(dana)).as("before an answer").isEqualTo(1);
            var _ = send(
                    "POST",
                    "/api/v1/questions/q1/answer",
                    dana.writing(),
                    Optional.of("{\"answer\": \"keep\", \"state\": \"%s\"}".formatted(state)));
        }
        assertThat(openFindings(dana)).as("after an accepted answer").isZero();
    }

    private int openFindings(Browser browser) {
        return json(send("GET", "/api/v1/findings", browser.headers(), Optional.empty()))
                .path("matching")
                .asInt(-1);
    }

    @Test
    void refusesAnswerOfPersonWhoWasNotAsked() {
        Browser erin = signedIn("erin@acme.example", ConsoleRole.REVIEWER);
        APIGatewayV2HTTPResponse answer = send(
                "POST",
                "/api/v1/questions/q1/answer",
                erin.writing(),
                Optional.of("{\"answer\": \"keep\", \"state\": \"%s\"}".formatted(state())));
        assertThat(answer.getStatusCode()).isEqualTo(403);
    }

    private JsonNode opened(Browser browser) {
        return json(send(
                "POST",
                "/api/v1/identities/" + EncodedIdentityIds.of(NOTES) + "/question",
                browser.writing(),
                Optional.empty()));
    }

    private APIGatewayV2HTTPResponse answer(Browser browser, String question, String answer) {
        return send(
                "POST",
                "/api/v1/questions/" + question + "/answer",
                browser.writing(),
                Optional.of("{\"answer\": \"%s\", \"state\": \"%s\"}".formatted(answer, state())));
    }

    private static List<String> mayAnswer(JsonNode question) {
        return question.path("mayAnswer")
                .valueStream()
                .map(each -> each.asString(""))
                .toList();
    }

    @Test
    void reviewerMayKeepButNotRevokeAccess() {
        Browser erin = signedIn("erin@acme.example", ConsoleRole.REVIEWER, ConsoleRole.OWNER);
        JsonNode question = opened(erin);
        String id = question.path("id").asString("");
        assertThat(mayAnswer(question)).containsExactly("keep", "name-owner", "not-mine");
        assertThat(answer(erin, id, "revoke").getStatusCode()).isEqualTo(403);
        assertThat(answer(erin, id, "reduce").getStatusCode()).isEqualTo(403);
        assertThat(json(answer(erin, id, "keep")).path("result").asString("")).isEqualTo("accepted");
        assertThat(settled).containsExactly(id + " keep");
    }

    @Test
    void responderMayRevokeButNotKeepAccess() {
        Browser erin = signedIn("erin@acme.example", ConsoleRole.RESPONDER);
        JsonNode question = opened(erin);
        String id = question.path("id").asString("");
        assertThat(mayAnswer(question)).containsExactly("revoke", "name-owner", "not-mine");
        assertThat(answer(erin, id, "keep").getStatusCode()).isEqualTo(403);
        assertThat(json(answer(erin, id, "revoke")).path("result").asString("")).isEqualTo("accepted");
        assertThat(settled).containsExactly(id + " revoke");
    }

    @Test
    void askedPersonMayDecideRegardlessOfTheirRole() {
        Browser dana = signedIn(DANA_EMAIL, ConsoleRole.REVIEWER);
        JsonNode question = json(send("GET", "/api/v1/questions/q1", dana.headers(), Optional.empty()));
        assertThat(mayAnswer(question)).containsExactly("keep", "revoke", "not-mine", "name-owner");
        assertThat(json(answer(dana, "q1", "revoke")).path("result").asString(""))
                .isEqualTo("accepted");
    }

    @Test
    void askedPersonsQuestionMatchesItsSchema() {
        Browser dana = signedIn(DANA_EMAIL, ConsoleRole.OWNER);
        ApiDescription description = ApiDescription.standard();
        assertThat(new SchemaValidator(description.document())
                        .check(
                                description
                                        .document()
                                        .path("components")
                                        .path("schemas")
                                        .path("Question"),
                                json(send("GET", "/api/v1/questions/q1", dana.headers(), Optional.empty()))))
                .isEmpty();
    }

    @Test
    void reviewerAndResponderMayReadWhatViewerMayRead() {
        List<String> hidden = new ArrayList<>();
        ApiDescription.standard().operations().stream()
                .filter(operation -> operation.roles().contains(ConsoleRole.VIEWER))
                .filter(operation ->
                        !operation.roles().containsAll(Set.of(ConsoleRole.REVIEWER, ConsoleRole.RESPONDER)))
                .forEach(operation -> hidden.add(operation.id()));
        assertThat(hidden).isEmpty();
    }

    @Test
    void undoesOnlyRequestedTriageEvenIfAnotherHasSameTimestamp() {
        String body = "{\"subjects\": [\"%s\"], \"as\": \"approved\", \"why\": \"first sweep\"}";
        String first = json(post(ConsoleRole.REVIEWER, "/approvals/triage", Optional.of(body.formatted(NOTES))))
                .path("batch")
                .asString("");
        String second = json(post(ConsoleRole.REVIEWER, "/approvals/triage", Optional.of(body.formatted(OTHER))))
                .path("batch")
                .asString("");
        assertThat(first).isNotEqualTo(second);
        var undone = json(post(
                ConsoleRole.REVIEWER,
                "/approvals/triage/" + second + "/undo",
                Optional.of("{\"why\": \"too broad\"}")));
        assertThat(undone.path("withdrawn").toString()).isEqualTo("[\"identity:" + OTHER + "\"]");
    }

    @Test
    void doesNotLockOutCallerWhoRequestsMissingResources() {
        Browser dana = signedIn(DANA_EMAIL, ConsoleRole.OWNER);
        for (int i = 0; i < 700; i++) {
            assertThat(send("GET", "/console/assets/gone-" + i + ".js", dana.headers(), Optional.empty())
                            .getStatusCode())
                    .isEqualTo(404);
        }
        assertThat(send("GET", "/api/v1/queue", dana.headers(), Optional.empty())
                        .getStatusCode())
                .isEqualTo(200);
    }

    @Test
    void locksOutAddressThatGuessesKeys() {
        int status = 0;
        for (int i = 0; i < 1_000 && status != 429; i++) {
            status = send("GET", "/api/v1/queue", Map.of("x-api-key", "guess " + i), Optional.empty())
                    .getStatusCode();
        }
        assertThat(status).isEqualTo(429);
    }

    @Test
    void recordsWhoExportedData() {
        for (String path : List.of(
                "/exports/identities?format=csv",
                "/exports/findings?format=json",
                "/exports/paths",
                "/evidence/soc2/document?from=2026-03-01&to=2026-03-02&format=oscal")) {
            recorded.clear();
            assertThat(get(ConsoleRole.ADMIN, path).getStatusCode()).as(path).isEqualTo(200);
            assertThat(recorded).as(path).hasSize(1);
            assertThat(recorded.getFirst().what()).isInstanceOf(LedgerEvent.DataExported.class);
            assertThat(recorded.getFirst().actors()).hasSize(2);
        }
        recorded.clear();
        assertThat(get(ConsoleRole.ADMIN, "/identities").getStatusCode()).isEqualTo(200);
        assertThat(get(ConsoleRole.POLICY_OWNER, "/exports/paths").getStatusCode())
                .isEqualTo(403);
        assertThat(recorded).isEmpty();
    }

    @Test
    void rejectsWritesAfterSignOut() {
        Browser dana = signedIn(DANA_EMAIL, ConsoleRole.ADMIN);
        assertThat(send("POST", "/api/v1/session/sign-out", dana.writing(), Optional.empty())
                        .getStatusCode())
                .isEqualTo(204);
        assertThat(approve(dana.writing()).getStatusCode()).isEqualTo(401);
    }
}
