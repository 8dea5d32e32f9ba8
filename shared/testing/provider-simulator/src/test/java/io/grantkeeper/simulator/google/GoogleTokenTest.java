package io.grantkeeper.simulator.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.SimulatorTestClient;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.signing.SimulatorRsaKey;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests Google's token endpoint, and the access that its tokens grant. */
class GoogleTokenTest {

    private final ProviderSimulator simulator = ProviderSimulator.start(
            Company.demo(),
            SimulatorOptions.defaults()
                    .withDelegatedScopes(Set.of(GoogleDoubleScopes.USERS_READ, GoogleDoubleScopes.REPORTS)));
    private final SimulatorTestClient client = new SimulatorTestClient(simulator);

    @AfterEach
    void stop() {
        simulator.close();
    }

    private static String error(SimulatorTestClient.Answer answer) {
        return answer.json().path("error").asString();
    }

    @Test
    void exchangesValidAssertionForOneHourToken() {
        String token = client.googleToken(GoogleDoubleScopes.USERS_READ);
        String path = "/admin/directory/v1/users?customer=my_customer";
        assertThat(client.google("GET", path, token, "").status()).isEqualTo(200);
        simulator.clock().advance(Duration.ofMinutes(61));
        var late = client.google("GET", path, token, "");
        assertThat(late.status()).isEqualTo(401);
        assertThat(late.json().path("error").path("status").asString()).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void acceptsOnlyTokenEndpointAsAudience() {
        assertThat(client.requestGoogleToken(
                                Map.of("aud", simulator.googleToken().toString()))
                        .status())
                .isEqualTo(200);
        assertThat(error(client.requestGoogleToken(Map.of("aud", "https://elsewhere.example/token"))))
                .isEqualTo("invalid_grant");
    }

    @Test
    void rejectsSignatureOfAnotherKey() {
        String forged = SimulatorTestClient.sign(SimulatorRsaKey.generate().pkcs8Pem(), Map.of("iss", "x"));
        var answer = client.postAssertion(forged);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error_description").asString()).isEqualTo("Invalid JWT Signature.");
    }

    @Test
    void rejectsExpiredOrLongLivedAssertion() {
        long now = simulator.clock().instant().getEpochSecond();
        assertThat(error(client.requestGoogleToken(Map.of("exp", now + 7200)))).isEqualTo("invalid_grant");
        assertThat(error(client.requestGoogleToken(Map.of("iat", now - 4000, "exp", now - 400))))
                .isEqualTo("invalid_grant");
    }

    @Test
    void rejectsRequestWithUndelegatedScope() {
        var answer = client.requestGoogleToken(
                Map.of("scope", GoogleDoubleScopes.USERS_READ + ' ' + GoogleDoubleScopes.USER_SECURITY));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(error(answer)).isEqualTo("unauthorized_client");
    }

    @Test
    void rejectsUnknownSubject() {
        assertThat(error(client.requestGoogleToken(Map.of("sub", "nobody@larkfield.example"))))
                .isEqualTo("invalid_grant");
        assertThat(error(client.requestGoogleToken(Map.of("sub", "rasmus.berg@larkfield.example"))))
                .isEqualTo("invalid_grant");
    }

    @Test
    void rejectsTokenWithoutRequiredScope() {
        var answer = client.google(
                "GET",
                "/admin/reports/v1/activity/users/all/applications/token",
                client.googleToken(GoogleDoubleScopes.USERS_READ),
                "");
        assertThat(answer.status()).isEqualTo(403);
        var reason = answer.json().path("error").path("errors").path(0).path("reason");
        assertThat(reason.asString()).isEqualTo("insufficientPermissions");
    }

    @Test
    void rejectsSubjectWithoutAdministratorRole() {
        String token = client.requestGoogleToken(Map.of("sub", "dana.cole@larkfield.example"))
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
