package io.grantkeeper.simulator.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.simulator.Client;
import io.grantkeeper.simulator.Simulator;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.signing.RsaKey;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Google's token endpoint, and what a token is good for. */
class GoogleTokenTest {

    private final Simulator simulator = Simulator.start(
            Company.demo(), SimulatorOptions.usual().withDelegatedScopes(Set.of(Scopes.USERS_READ, Scopes.REPORTS)));
    private final Client client = new Client(simulator);

    @AfterEach
    void stop() {
        simulator.close();
    }

    private static String error(Client.Answer answer) {
        return answer.json().path("error").asString();
    }

    @Test
    void aGoodAssertionIsGoodForAnHour() {
        String token = client.googleToken(Scopes.USERS_READ);
        String path = "/admin/directory/v1/users?customer=my_customer";
        assertThat(client.google("GET", path, token, "").status()).isEqualTo(200);
        simulator.clock().advance(Duration.ofMinutes(61));
        var late = client.google("GET", path, token, "");
        assertThat(late.status()).isEqualTo(401);
        assertThat(late.json().path("error").path("status").asString()).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void theSimulatorsOwnAddressIsTakenAsAudienceToo() {
        assertThat(client.googleTokenAnswer(
                                Map.of("aud", simulator.googleToken().toString()))
                        .status())
                .isEqualTo(200);
        assertThat(error(client.googleTokenAnswer(Map.of("aud", "https://elsewhere.example/token"))))
                .isEqualTo("invalid_grant");
    }

    @Test
    void anotherKeysSignatureIsRefused() {
        String forged = Client.sign(RsaKey.generate().pkcs8Pem(), Map.of("iss", "x"));
        var answer = client.form(forged);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error_description").asString()).isEqualTo("Invalid JWT Signature.");
    }

    @Test
    void anAssertionThatLivesLongerThanAnHourOrIsOverIsRefused() {
        long now = simulator.clock().instant().getEpochSecond();
        assertThat(error(client.googleTokenAnswer(Map.of("exp", now + 7200)))).isEqualTo("invalid_grant");
        assertThat(error(client.googleTokenAnswer(Map.of("iat", now - 4000, "exp", now - 400))))
                .isEqualTo("invalid_grant");
    }

    @Test
    void oneScopeThatWasNotDelegatedRefusesThemAll() {
        var answer = client.googleTokenAnswer(Map.of("scope", Scopes.USERS_READ + ' ' + Scopes.USER_SECURITY));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(error(answer)).isEqualTo("unauthorized_client");
    }

    @Test
    void noOneCanActForSomeoneWhoIsNotThere() {
        assertThat(error(client.googleTokenAnswer(Map.of("sub", "nobody@larkfield.example"))))
                .isEqualTo("invalid_grant");
        assertThat(error(client.googleTokenAnswer(Map.of("sub", "rasmus.berg@larkfield.example"))))
                .isEqualTo("invalid_grant");
    }

    @Test
    void aTokenOfAnotherScopeIsRefusedWithTheReason() {
        var answer = client.google(
                "GET",
                "/admin/reports/v1/activity/users/all/applications/token",
                client.googleToken(Scopes.USERS_READ),
                "");
        assertThat(answer.status()).isEqualTo(403);
        var reason = answer.json().path("error").path("errors").path(0).path("reason");
        assertThat(reason.asString()).isEqualTo("insufficientPermissions");
    }

    @Test
    void actingForSomeoneWithoutAnAdministratorsRoleIsNotAuthorised() {
        String token = client.googleTokenAnswer(Map.of("sub", "dana.cole@larkfield.example"))
                .json()
                .path("access_token")
                .asString();
        var answer = client.google("GET", "/admin/directory/v1/users?customer=my_customer", token, "");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json()
                        .path("error")
                        .path("errors")
                        .path(0)
                        .path("reason")
                        .asString())
                .isEqualTo("forbidden");
    }
}
