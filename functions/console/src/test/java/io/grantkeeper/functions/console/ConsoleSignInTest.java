package io.grantkeeper.functions.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.functions.testkit.OidcIssuerDouble;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People sign in at a real issuer over HTTP. In most tests, the issuer sends a wrong response. */
class ConsoleSignInTest extends ConsoleFixture {
    private final OidcIssuerDouble issuer = new OidcIssuerDouble(clock);

    @Override
    ConsoleConfig config() {
        return ConsoleConfig.parse("""
                {"issuer": "%s", "clientId": "console", "clientSecret": "env:SECRET", "audience": "grantkeeper",
                 "roles": {"viewer": ["employees"], "owner": ["owners"], "admin": ["security-admins"]}}""".formatted(issuer.issuer()));
    }

    @BeforeEach
    void danaIsEmployee() {
        issuer.claims.put("name", "Dana");
        issuer.claims.put("email", "Dana@acme.example");
        issuer.claims.put("email_verified", true);
        issuer.claims.put("groups", List.of("employees"));
    }

    @AfterEach
    void stopIssuer() {
        issuer.close();
    }

    private APIGatewayV2HTTPResponse page(String target, Map<String, String> headers) {
        return send("GET", target, headers, Optional.empty());
    }

    /** A sign-in that has begun in a browser. */
    private record Begun(String location, String cookie) {}

    private Begun begin(String query) {
        APIGatewayV2HTTPResponse response = page("/console/sign-in" + query, Map.of());
        assertThat(response.getStatusCode()).isEqualTo(303);
        return new Begun(
                response.getHeaders().get("location"),
                response.getCookies().getFirst().split(";", 2)[0]);
    }

    private APIGatewayV2HTTPResponse callback(Map<String, String> query, String cookie) {
        return page(
                "/console/callback?"
                        + query.entrySet().stream()
                                .map(each -> each.getKey() + "="
                                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                                .collect(Collectors.joining("&")),
                Map.of("cookie", cookie));
    }

    private APIGatewayV2HTTPResponse signIn() {
        Begun begun = begin("");
        return callback(issuer.authorize(begun.location()), begun.cookie());
    }

    private static String session(APIGatewayV2HTTPResponse response) {
        return response.getCookies().stream()
                .filter(cookie -> cookie.startsWith("__Host-grantkeeper="))
                .findFirst()
                .orElseThrow()
                .split(";", 2)[0];
    }

    private void assertRefused(APIGatewayV2HTTPResponse response) {
        assertThat(response.getStatusCode()).isEqualTo(403);
        assertThat(response.getCookies()).isEmpty();
        assertThat(records.texts()).noneMatch(text -> text.contains("scope=session"));
    }

    @Test
    void signsPersonInWithRolesOfTheirGroups() {
        APIGatewayV2HTTPResponse response = signIn();

        assertThat(response.getStatusCode()).isEqualTo(303);
        assertThat(response.getHeaders()).containsEntry("location", "/console/");
        var session = json(page("/api/v1/session", Map.of("cookie", session(response))));
        assertThat(session.path("name").asString("")).isEqualTo("Dana");
        assertThat(session.path("email").asString("")).isEqualTo("dana@acme.example");
        assertThat(session.path("roles").toString()).isEqualTo("[\"viewer\"]");
        assertThat(session.path("operations").toString()).contains("identities").doesNotContain("approve");
    }

    @Test
    void hidesCookieFromScriptsAndOtherSites() {
        assertThat(signIn().getCookies())
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-grantkeeper=")
                        .contains("; Path=/", "; HttpOnly", "; Secure", "; SameSite=Lax")
                        .doesNotContain("Domain"));
    }

    @Test
    void requestsCodeWithPkceStateAndNonce() {
        assertThat(begin("").location())
                .startsWith(issuer.issuer() + "/authorize?response_type=code&client_id=console")
                .contains("code_challenge_method=S256", "&state=", "&nonce=", "scope=openid+profile+email")
                .doesNotContain("max_age");
    }

    @Test
    void refusesWrongState() {
        Begun begun = begin("");
        Map<String, String> answer = issuer.authorize(begun.location());
        answer.put("state", "another");
        assertRefused(callback(answer, begun.cookie()));
        assertThat(issuer.exchanges).isZero();
    }

    @Test
    void refusesCodeFromSignInBegunInAnotherBrowser() {
        Begun attackers = begin("");
        Begun victims = begin("");
        assertRefused(callback(issuer.authorize(attackers.location()), victims.cookie()));
        assertThat(issuer.exchanges).isZero();
    }

    @Test
    void rejectsReplayedAuthorizationResponse() {
        Begun begun = begin("");
        Map<String, String> answer = issuer.authorize(begun.location());
        assertThat(callback(answer, begun.cookie()).getStatusCode()).isEqualTo(303);
        assertThat(callback(answer, begun.cookie()).getStatusCode()).isEqualTo(403);
        assertThat(issuer.exchanges).isEqualTo(1);
    }

    @Test
    void refusesReplayedCode() {
        Begun first = begin("");
        Map<String, String> answer = issuer.authorize(first.location());
        assertThat(callback(answer, first.cookie()).getStatusCode()).isEqualTo(303);
        Begun second = begin("");
        Map<String, String> replayed = issuer.authorize(second.location());
        replayed.put("code", answer.get("code"));
        assertThat(callback(replayed, second.cookie()).getStatusCode()).isEqualTo(403);
    }

    @Test
    void refusesSignInThatTookTooLong() {
        Begun begun = begin("");
        clock.advance(OidcSignIn.LIFETIME);
        assertRefused(callback(issuer.authorize(begun.location()), begun.cookie()));
    }

    @Test
    void refusesWrongNonce() {
        issuer.nonceClaim = Optional.of("another");
        assertRefused(signIn());
    }

    @Test
    void refusesWrongIssuerInToken() {
        issuer.issuerClaim = Optional.of("https://evil.example");
        assertRefused(signIn());
    }

    @Test
    void refusesResponseFromAnotherIssuer() {
        Begun begun = begin("");
        Map<String, String> answer = issuer.authorize(begun.location());
        answer.put("iss", "https://evil.example");
        assertRefused(callback(answer, begun.cookie()));
    }

    @Test
    void refusesTokenForAnotherClient() {
        issuer.audience = "another-client";
        assertRefused(signIn());
    }

    @Test
    void refusesExpiredToken() {
        issuer.age = Duration.ofHours(1);
        assertRefused(signIn());
    }

    @Test
    void refusesTokenSignedWithAnotherKey() {
        issuer.signsWithOtherKey = true;
        assertRefused(signIn());
    }

    @Test
    void refusesPersonWithoutRole() {
        issuer.claims.put("groups", List.of("guests"));
        APIGatewayV2HTTPResponse response = signIn();
        assertRefused(response);
        assertThat(response.getBody()).contains("groups");
    }

    @Test
    void ignoresUnverifiedAddress() {
        for (Object verified : List.of(false, "false", "unknown")) {
            issuer.claims.put("email_verified", verified);
            var session = json(page("/api/v1/session", Map.of("cookie", session(signIn()))));
            assertThat(session.path("email").isNull()).as("%s", verified).isTrue();
        }
    }

    @Test
    void ignoresAddressIfIssuerDoesNotStateItIsVerified() {
        issuer.claims.remove("email_verified");
        var session = json(page("/api/v1/session", Map.of("cookie", session(signIn()))));
        assertThat(session.path("email").isNull()).isTrue();
        assertThat(session.path("name").asString("")).isEqualTo("Dana");
        issuer.claims.put("groups", List.of("owners"));
        String cookie = session(signIn());
        assertThat(json(page("/api/v1/identities", Map.of("cookie", cookie)))
                        .path("matching")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void redirectsOnlyToConsolePathsAfterSignIn() {
        for (String wish : List.of(
                "https://evil.example/",
                "//evil.example",
                "/console/../api/v1/session",
                "/console//evil.example",
                "/console/\\evil.example",
                "/console/sign-in",
                "javascript:alert(1)")) {
            Begun begun = begin("?return=" + URLEncoder.encode(wish, StandardCharsets.UTF_8));
            APIGatewayV2HTTPResponse response = callback(issuer.authorize(begun.location()), begun.cookie());
            assertThat(response.getHeaders()).as(wish).containsEntry("location", "/console/");
        }
        Begun begun = begin("?return=" + URLEncoder.encode("/console/identities?ai=yes", StandardCharsets.UTF_8));
        assertThat(callback(issuer.authorize(begun.location()), begun.cookie()).getHeaders())
                .containsEntry("location", "/console/identities?ai=yes");
    }

    @Test
    void startsNewSessionAndEndsOldOneAtEachSignIn() {
        String planted = session(signIn());
        Begun begun = begin("");
        APIGatewayV2HTTPResponse response =
                callback(issuer.authorize(begun.location()), begun.cookie() + "; " + planted);
        assertThat(session(response)).isNotEqualTo(planted);
        assertThat(page("/api/v1/queue", Map.of("cookie", planted)).getStatusCode())
                .isEqualTo(401);
        assertThat(page("/api/v1/queue", Map.of("cookie", session(response))).getStatusCode())
                .isEqualTo(200);
    }

    @Test
    void endsUnusedSession() {
        String cookie = session(signIn());
        clock.advance(Duration.ofMinutes(29));
        assertThat(page("/api/v1/queue", Map.of("cookie", cookie)).getStatusCode())
                .isEqualTo(200);
        clock.advance(Duration.ofMinutes(29));
        assertThat(page("/api/v1/queue", Map.of("cookie", cookie)).getStatusCode())
                .isEqualTo(200);
        clock.advance(Duration.ofMinutes(31));
        assertThat(page("/api/v1/queue", Map.of("cookie", cookie)).getStatusCode())
                .isEqualTo(401);
    }

    @Test
    void endsSessionAfterEightHoursOfUse() {
        String cookie = session(signIn());
        for (int i = 0; i < 24; i++) {
            clock.advance(Duration.ofMinutes(20));
            int expected = i < 23 ? 200 : 401;
            assertThat(page("/api/v1/queue", Map.of("cookie", cookie)).getStatusCode())
                    .as("after %d minutes", 20 * (i + 1))
                    .isEqualTo(expected);
        }
    }

    @Test
    void stepUpMakesIssuerAskPersonToSignInAgain() {
        Begun begun = begin("?step-up=1");
        assertThat(begun.location()).contains("max_age=300", "prompt=login");
        issuer.signedIn = Optional.of(Duration.ofHours(1));
        assertRefused(callback(issuer.authorize(begun.location()), begun.cookie()));
        issuer.signedIn = Optional.empty();
        Begun again = begin("?step-up=1");
        assertRefused(callback(issuer.authorize(again.location()), again.cookie()));
    }

    @Test
    void revokesOnlyAfterFreshSignIn() {
        issuer.claims.put("groups", List.of("security-admins"));
        issuer.signedIn = Optional.of(Duration.ofHours(1));
        String cookie = session(signIn());
        APIGatewayV2HTTPResponse refused = revoke(cookie);
        assertThat(refused.getStatusCode()).isEqualTo(403);
        assertThat(json(refused).path("type").asString("")).endsWith(":step-up-required");
        assertThat(json(refused).path("signIn").asString("")).isEqualTo("/console/sign-in?step-up=1");

        issuer.signedIn = Optional.of(Duration.ZERO);
        Begun begun = begin("?step-up=1");
        String fresh = session(callback(issuer.authorize(begun.location()), begun.cookie()));
        APIGatewayV2HTTPResponse done = revoke(fresh);
        assertThat(json(done).path("result").asString("")).as(done.getBody()).isEqualTo("accepted");
        assertThat(settled).containsExactly("q1 revoke");
    }

    private APIGatewayV2HTTPResponse revoke(String cookie) {
        String csrf = json(page("/api/v1/session", Map.of("cookie", cookie)))
                .path("csrf")
                .asString("");
        return send(
                "POST",
                "/api/v1/questions/q1/answer",
                writing(Map.of("cookie", cookie, "origin", ADDRESS.toString(), "x-grantkeeper-csrf", csrf)),
                Optional.of("{\"answer\": \"revoke\", \"state\": \"%s\"}".formatted(state())));
    }

    @Test
    void acceptsProgramsAccessTokens() {
        String token = issuer.accessToken("robot", "grantkeeper", Map.of("groups", List.of("employees")));
        assertThat(page("/api/v1/queue", Map.of("authorization", "Bearer " + token))
                        .getStatusCode())
                .isEqualTo(200);
        String foreign = issuer.accessToken("robot", "another-api", Map.of("groups", List.of("employees")));
        assertThat(page("/api/v1/queue", Map.of("authorization", "Bearer " + foreign))
                        .getStatusCode())
                .isEqualTo(401);
        String idToken = issuer.accessToken("robot", "console", Map.of("groups", List.of("employees")));
        assertThat(page("/api/v1/queue", Map.of("authorization", "Bearer " + idToken))
                        .getStatusCode())
                .isEqualTo(401);
    }

    @Test
    void recordsWhoSignedIn() {
        String cookie = session(signIn());
        assertThat(recorded).hasSize(1);
        LedgerEntry entry = recorded.getFirst();
        assertThat(entry.what()).isInstanceOfSatisfying(LedgerEvent.SessionStarted.class, started -> {
            assertThat(started.method()).isEqualTo("oidc");
            assertThat(started.session()).isEqualTo(ConsoleTokens.digest(cookie.substring(cookie.indexOf('=') + 1)));
        });
        assertThat(entry.actors()).hasSize(2);
        assertThat(entry.toString()).doesNotContain("dana@acme.example").doesNotContain("subject-1");
        issuer.claims.put("groups", List.of("guests"));
        assertRefusedAgain(signIn());
        assertThat(recorded).hasSize(1);
    }

    private static void assertRefusedAgain(APIGatewayV2HTTPResponse response) {
        assertThat(response.getStatusCode()).isEqualTo(403);
        assertThat(response.getCookies()).isEmpty();
    }

    @Test
    void storesNothingBeforeIssuerIdentifiesPerson() {
        for (int i = 0; i < 3; i++) {
            Begun begun = begin("?return=%2Fconsole%2Fqueue");
            Map<String, String> answer = issuer.authorize(begun.location());
            answer.put("code", "guessed");
            assertRefused(callback(answer, begun.cookie()));
        }
        assertThat(records.texts()).isEmpty();
    }

    @Test
    void refusesModifiedCookie() {
        Begun begun = begin("?step-up=1");
        String[] parts = begun.cookie().split("\\.", -1);
        parts[2] = "0";
        assertRefused(callback(issuer.authorize(begun.location()), String.join(".", parts)));
        for (String cookie :
                List.of("", "a.b.c.d", "a.99999999999999999.1.L2NvbnNvbGUv", "a.1.1.%", "a".repeat(5_000))) {
            assertRefused(callback(issuer.authorize(begun.location()), "__Host-grantkeeper-sign-in=" + cookie));
        }
    }

    @Test
    void retriesFailingIssuerOnlyAfterPause() {
        issuer.failing = true;
        for (int i = 0; i < 5; i++) {
            assertThat(page("/console/sign-in", Map.of()).getStatusCode()).isEqualTo(503);
        }
        assertThat(issuer.discoveries).isEqualTo(1);
        issuer.failing = false;
        clock.advance(OidcKeys.PAUSE);
        assertThat(page("/console/sign-in", Map.of()).getStatusCode()).isEqualTo(303);
    }

    private int queueWithToken(String token) {
        return page("/api/v1/queue", Map.of("authorization", "Bearer " + token)).getStatusCode();
    }

    private String robot() {
        return issuer.accessToken("robot", "grantkeeper", Map.of("groups", List.of("employees")));
    }

    @Test
    void refusesTokensWithUnknownKeysWithoutReadingKeysForEachToken() {
        assertThat(queueWithToken(robot())).isEqualTo(200);
        for (int i = 0; i < 20; i++) {
            clock.advance(Duration.ofMillis(100));
            issuer.statedKeyId = Optional.of("unknown-" + i);
            assertThat(queueWithToken(robot())).isEqualTo(401);
        }
        assertThat(issuer.keyReads).isEqualTo(2);
    }

    @Test
    void acceptsNewIssuerKeyDespiteFloodOfUnknownKeyIds() {
        assertThat(queueWithToken(robot())).isEqualTo(200);
        issuer.statedKeyId = Optional.of("unknown");
        for (int i = 0; i < 100; i++) {
            clock.advance(OidcKeys.PAUSE);
            assertThat(queueWithToken(robot())).isEqualTo(401);
        }
        issuer.statedKeyId = Optional.empty();
        assertThat(queueWithToken(robot())).isEqualTo(200);
        issuer.keyId = "k2";
        clock.advance(OidcKeys.PAUSE);
        assertThat(queueWithToken(robot())).isEqualTo(200);
    }

    @Test
    void verifiesWithKnownKeysWhileIssuerFails() {
        String token = robot();
        assertThat(queueWithToken(token)).isEqualTo(200);
        issuer.failing = true;
        issuer.statedKeyId = Optional.of("unknown");
        assertThat(queueWithToken(robot())).isEqualTo(401);
        clock.advance(OidcKeys.FRESH);
        issuer.statedKeyId = Optional.empty();
        assertThat(queueWithToken(robot())).isEqualTo(200);
        int reads = issuer.keyReads;
        assertThat(queueWithToken(robot())).isEqualTo(200);
        assertThat(issuer.keyReads).isEqualTo(reads);
    }

    @Test
    void refusesLocalLinkAtPublicAddress() {
        String link = new LocalSignInLinks(TENANT, records, clock).create();
        assertThat(page(link, Map.of()).getStatusCode()).isEqualTo(404);
    }

    @Test
    void storesNeitherCookiesNorSecrets() {
        String cookie = session(signIn());
        assertThat(records.texts())
                .noneMatch(text -> text.contains(cookie.substring(cookie.indexOf('=') + 1)))
                .noneMatch(text -> text.contains(OidcIssuerDouble.SECRET));
    }
}
