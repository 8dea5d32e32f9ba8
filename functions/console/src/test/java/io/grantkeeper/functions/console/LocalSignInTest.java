package io.grantkeeper.functions.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The person who started a suite on this machine signs in with a link that works once. */
class LocalSignInTest extends ConsoleFixture {
    private final LocalSignInLinks links = new LocalSignInLinks(TENANT, records, clock);

    @Override
    URI address() {
        return URI.create("http://127.0.0.1:8484");
    }

    private APIGatewayV2HTTPResponse open(String link) {
        return send("GET", link, Map.of(), Optional.empty());
    }

    @Test
    void linkSignsAdministratorInOnlyOnce() {
        String link = links.create();
        APIGatewayV2HTTPResponse response = open(link);
        assertThat(response.getStatusCode()).isEqualTo(303);
        String cookie = response.getCookies().getFirst();
        assertThat(cookie)
                .startsWith("grantkeeper-local=")
                .contains("; HttpOnly", "; SameSite=Lax")
                .doesNotContain("Secure");
        var session = json(send("GET", "/api/v1/session", Map.of("cookie", cookie.split(";", 2)[0]), Optional.empty()));
        assertThat(session.path("roles").toString()).isEqualTo("[\"admin\"]");
        assertThat(session.path("signIn").asString("")).isEqualTo("link");
        assertThat(session.path("email").asString("")).isEqualTo("security@acme.example");
        assertThat(open(link).getStatusCode()).isEqualTo(403);
    }

    @Test
    void refusesExpiredOrGuessedLink() {
        String link = links.create();
        clock.advance(LocalSignInLinks.LIFETIME);
        assertThat(open(link).getStatusCode()).isEqualTo(403);
        assertThat(open("/console/open?link=guessed").getStatusCode()).isEqualTo(403);
        assertThat(open("/console/open").getStatusCode()).isEqualTo(403);
    }

    @Test
    void linkIsNotUsedUpByScannerThatOnlyOpensIt() {
        String link = links.create();
        assertThat(send("HEAD", link, Map.of(), Optional.empty()).getStatusCode())
                .isEqualTo(403);
        assertThat(open(link).getStatusCode()).isEqualTo(303);
    }

    @Test
    void answersOnlyRequestsToItsOwnAddress() {
        APIGatewayV2HTTPResponse rebound =
                send("GET", "/api/v1/session", Map.of("host", "evil.example:8484"), Optional.empty());
        assertThat(rebound.getStatusCode()).isEqualTo(403);
    }

    @Test
    void personCannotBeLockedOutByOtherPagesOnThisMachine() {
        for (int i = 0; i < 700; i++) {
            assertThat(send("GET", "/api/v1/queue", Map.of(), Optional.empty()).getStatusCode())
                    .isEqualTo(401);
        }
        assertThat(open(links.create()).getStatusCode()).isEqualTo(303);
    }

    @Test
    void requiresSignInWithNewLinkForSensitiveChange() {
        APIGatewayV2HTTPResponse response = open(links.create());
        String cookie = response.getCookies().getFirst().split(";", 2)[0];
        clock.advance(Duration.ofMinutes(6));
        String csrf = json(send("GET", "/api/v1/session", Map.of("cookie", cookie), Optional.empty()))
                .path("csrf")
                .asString("");
        APIGatewayV2HTTPResponse refused = send(
                "POST",
                "/api/v1/policies",
                writing(Map.of("cookie", cookie, "origin", address().toString(), "x-grantkeeper-csrf", csrf)),
                Optional.of(ConsoleContractTest.policyBody()));
        assertThat(json(refused).path("type").asString("")).endsWith(":step-up-required");
        assertThat(json(refused).has("signIn")).isFalse();
    }
}
