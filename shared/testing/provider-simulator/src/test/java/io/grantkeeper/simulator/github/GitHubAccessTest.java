package io.grantkeeper.simulator.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.SimulatorTestClient;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.signing.SimulatorRsaKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Tests that the double accepts the same callers as GitHub, and tests how it responds to all others. */
class GitHubAccessTest {

    private final ProviderSimulator simulator = ProviderSimulator.start(Company.demo());
    private final SimulatorTestClient client = new SimulatorTestClient(simulator);

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Nested
    @DisplayName("The app's assertion")
    class Assertion {

        private SimulatorTestClient.Answer present(String assertion) {
            return client.gitHub("GET", "/app", assertion, "");
        }

        private String signed(Object issuer, long issuedIn, long expiresIn) {
            long now = simulator.clock().instant().getEpochSecond();
            return SimulatorTestClient.sign(
                    client.credentials().gitHubPrivateKeyPkcs8Pem(),
                    Map.of("iss", issuer, "iat", now + issuedIn, "exp", now + expiresIn));
        }

        @Test
        void acceptsAssertionWithClientIdOrNumericIdAsIssuer() {
            assertThat(present(signed(client.credentials().gitHubClientId(), -60, 540))
                            .status())
                    .isEqualTo(200);
            assertThat(present(signed(Long.parseLong(client.credentials().gitHubAppId()), -60, 540))
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void refusesAssertionSignedWithAnotherKey() {
            long now = simulator.clock().instant().getEpochSecond();
            String forged = SimulatorTestClient.sign(
                    SimulatorRsaKey.generate().pkcs8Pem(),
                    Map.of("iss", client.credentials().gitHubClientId(), "iat", now, "exp", now + 60));
            assertThat(present(forged).status()).isEqualTo(401);
            assertThat(present(forged).json().path("message").asString())
                    .isEqualTo("A JSON web token could not be decoded");
        }

        @Test
        void refusesAssertionValidForMoreThanTenMinutes() {
            assertThat(present(signed(client.credentials().gitHubClientId(), 0, 3600))
                            .body())
                    .contains("too far in the future");
        }

        @Test
        void refusesAssertionThatIsExpiredOrIssuedInTheFuture() {
            assertThat(present(signed(client.credentials().gitHubClientId(), -700, -100))
                            .status())
                    .isEqualTo(401);
            assertThat(present(signed(client.credentials().gitHubClientId(), 300, 600))
                            .status())
                    .isEqualTo(401);
        }

        @Test
        void returnsNotFoundForAnotherApp() {
            assertThat(present(signed("Iv1.someoneelse", -60, 540)).status()).isEqualTo(404);
        }

        @Test
        void refusesAppAssertionForOrganizationData() {
            assertThat(client.gitHub("GET", "/orgs/larkfield/members", client.appAssertion(), "")
                            .status())
                    .isEqualTo(401);
        }
    }

    @Nested
    @DisplayName("An installation token")
    class InstallationToken {

        @Test
        void expiresInstallationTokenAfterOneHour() {
            String token = client.installationToken();
            simulator.clock().advance(Duration.ofMinutes(59));
            assertThat(client.gitHub("GET", "/orgs/larkfield", token, "").status())
                    .isEqualTo(200);
            simulator.clock().advance(Duration.ofMinutes(2));
            var late = client.gitHub("GET", "/orgs/larkfield", token, "");
            assertThat(late.status()).isEqualTo(401);
            assertThat(late.json().path("message").asString()).isEqualTo("Bad credentials");
        }

        @Test
        void namesMissingPermissionInHeaderOfRefusal() {
            Map<String, String> fewer = new TreeMap<>(GrantkeeperGitHubApp.FULL_PERMISSIONS);
            fewer.remove("organization_hooks");
            try (ProviderSimulator narrow = ProviderSimulator.start(
                    Company.demo(), SimulatorOptions.defaults().withAppPermissions(fewer))) {
                var answer = new SimulatorTestClient(narrow).gitHub("/orgs/larkfield/hooks");
                assertThat(answer.status()).isEqualTo(403);
                assertThat(answer.json().path("message").asString())
                        .isEqualTo("Resource not accessible by integration");
                assertThat(answer.header("x-accepted-github-permissions")).isEqualTo("organization_hooks=read");
            }
        }

        @Test
        void issuesTokenWithFewerButNotMorePermissionsThanInstallation() {
            String path = "/app/installations/" + client.credentials().gitHubInstallationId() + "/access_tokens";
            String narrow = "{\"permissions\":{\"members\":\"read\"}}";
            String token = client.gitHub("POST", path, client.appAssertion(), narrow)
                    .json()
                    .path("token")
                    .asString();
            assertThat(client.gitHub("GET", "/orgs/larkfield/members", token, "")
                            .status())
                    .isEqualTo(200);
            assertThat(client.gitHub("GET", "/orgs/larkfield/installations", token, "")
                            .status())
                    .isEqualTo(403);
            String wide = "{\"permissions\":{\"contents\":\"write\"}}";
            assertThat(client.gitHub("POST", path, client.appAssertion(), wide).status())
                    .isEqualTo(422);
        }

        @Test
        void issuesNoTokenForSuspendedInstallation() {
            String before = client.installationToken();
            simulator
                    .company()
                    .onGitHub()
                    .suspend(
                            simulator.gitHubDouble().installation(),
                            simulator.company().gitHub().owners().all().getFirst(),
                            simulator.clock().instant());
            assertThat(client.installationToken()).isEmpty();
            assertThat(client.gitHub("GET", "/orgs/larkfield/installations?per_page=100", before, "")
                            .body())
                    .contains("\"grantkeeper\"");
        }
    }

    @Test
    void letsOnlyAppsListFineGrainedTokens() {
        String owner = client.credentials().gitHubOwnerToken();
        assertThat(client.gitHub("GET", "/orgs/larkfield/personal-access-tokens", owner, "")
                        .status())
                .isEqualTo(403);
        assertThat(client.gitHub("/orgs/larkfield/personal-access-tokens").status())
                .isEqualTo(200);
    }

    @Test
    void letsOnlyOwnersListAuthorizedCredentials() {
        String path = "/orgs/larkfield/credential-authorizations";
        assertThat(client.gitHub(path).status()).isEqualTo(403);
        assertThat(client.gitHub("GET", path, client.credentials().gitHubOwnerToken(), "")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void returnsGrantedAndAcceptedScopesForClassicToken() {
        String token = simulator.gitHubDouble().issueMemberToken("danacole", List.of("repo"));
        var answer = client.gitHub("GET", "/orgs/larkfield/hooks", token, "");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("x-oauth-scopes")).isEqualTo("repo");
        assertThat(answer.header("x-accepted-oauth-scopes")).isEqualTo("admin:org_hook");
    }

    @Test
    void returnsNotFoundForEndpointOutsidePlan() {
        try (ProviderSimulator team = ProviderSimulator.start(
                Company.demo(), SimulatorOptions.defaults().withPlan(GitHubPlan.TEAM))) {
            SimulatorTestClient onTeam = new SimulatorTestClient(team);
            assertThat(onTeam.gitHub("/orgs/larkfield/audit-log").status()).isEqualTo(404);
            assertThat(onTeam.gitHub(
                                    "GET",
                                    "/orgs/larkfield/credential-authorizations",
                                    onTeam.credentials().gitHubOwnerToken(),
                                    "")
                            .status())
                    .isEqualTo(404);
            assertThat(onTeam.gitHub("/orgs/larkfield/members").status()).isEqualTo(200);
        }
    }

    @Test
    void returnsNotFoundForAnotherOrganization() {
        assertThat(client.gitHub("/orgs/someone-else/members").status()).isEqualTo(404);
    }

    @Test
    void rejectsUnknownApiVersion() {
        String token = client.installationToken();
        assertThat(client.gitHub("GET", "/orgs/larkfield", token, "", "X-GitHub-Api-Version", "2019-01-01")
                        .status())
                .isEqualTo(400);
        assertThat(client.gitHub("GET", "/orgs/larkfield", token, "", "X-GitHub-Api-Version", "2026-03-10")
                        .header("x-github-api-version-selected"))
                .isEqualTo("2026-03-10");
    }

    @Test
    void logsAuthenticationMethodButNoCredential() {
        String token = client.installationToken();
        client.gitHub("GET", "/orgs/larkfield", token, "");
        assertThat(simulator.calls().all())
                .extracting(call -> call.authentication())
                .containsExactly("app-jwt", "installation-token");
        assertThat(simulator.calls().all().toString()).doesNotContain(token);
    }
}
