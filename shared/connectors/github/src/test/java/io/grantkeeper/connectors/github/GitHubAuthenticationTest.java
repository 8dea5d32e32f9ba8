package io.grantkeeper.connectors.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.SignedJWT;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.simulator.http.AnsweredCall;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Authentication at GitHub")
class GitHubAuthenticationTest {
    @Nested
    class AppAuthentication {
        @Test
        void looksUpInstallationOnceAndReusesToken() throws ConnectorException {
            try (GitHubTenantDouble tenant = GitHubTenantDouble.start()) {
                tenant.items(GitHubInstallationsStream.ID);
                tenant.items(GitHubMembersStream.ID);
                assertThat(calls(tenant, "/orgs/larkfield/installation")).hasSize(1);
                assertThat(calls(tenant, "/access_tokens")).hasSize(1);
            }
        }

        @Test
        void renewsTokenBeforeExpiry() throws ConnectorException {
            try (GitHubTenantDouble tenant = GitHubTenantDouble.start()) {
                tenant.items(GitHubInstallationsStream.ID);
                tenant.simulator.clock().advance(Duration.ofMinutes(54));
                tenant.items(GitHubInstallationsStream.ID);
                assertThat(calls(tenant, "/access_tokens")).hasSize(1);
                tenant.simulator.clock().advance(Duration.ofMinutes(2));
                tenant.items(GitHubInstallationsStream.ID);
                assertThat(calls(tenant, "/access_tokens")).hasSize(2);
                assertThat(tenant.simulator.calls().all()).noneMatch(call -> call.status() == 401);
            }
        }

        @Test
        void replacesTokenRevokedByGitHub() throws ConnectorException {
            try (GitHubTenantDouble tenant = GitHubTenantDouble.start()) {
                tenant.items(GitHubInstallationsStream.ID);
                tenant.simulator.gitHubDouble().invalidateAllTokens();
                assertThat(tenant.items(GitHubInstallationsStream.ID)).isNotEmpty();
            }
        }

        @Test
        void acceptsAppIdAndPkcs8KeyWithEscapedLineBreaks() throws ConnectorException {
            try (GitHubTenantDouble tenant = GitHubTenantDouble.start()) {
                String pkcs8 = tenant.simulator.credentials().gitHubPrivateKeyPkcs8Pem();
                tenant.credentials.put(GitHubCredentials.APP_PRIVATE_KEY, pkcs8.replace("\n", "\\n"));
                tenant.settings.remove(GitHubSettings.CLIENT_ID);
                tenant.settings.put(
                        GitHubSettings.APP_ID, tenant.simulator.credentials().gitHubAppId());
                tenant.settings.put(
                        GitHubSettings.INSTALLATION_ID,
                        Long.toString(tenant.simulator.credentials().gitHubInstallationId()));
                assertThat(tenant.items(GitHubInstallationsStream.ID)).isNotEmpty();
                assertThat(calls(tenant, "/orgs/larkfield/installation")).isEmpty();
            }
        }

        @Test
        void signsJwtIssuedOneMinuteAgoThatExpiresInNineMinutes() throws Exception {
            ScriptedGitHub github = new ScriptedGitHub();
            github.settings.put(GitHubSettings.CLIENT_ID, "Iv23liAbCd");
            try (GitHubTenantDouble tenant = GitHubTenantDouble.start()) {
                github.credentials.putAll(tenant.credentials);
            }
            SignedJWT jwt = SignedJWT.parse(GitHubAppJwt.sign(github, GitHubSettings.of(github.connection()))
                    .jwt()
                    .reveal());
            assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo("Iv23liAbCd");
            assertThat(jwt.getJWTClaimsSet().getIssueTime().toInstant()).isEqualTo(ScriptedGitHub.NOW.minusSeconds(60));
            assertThat(jwt.getJWTClaimsSet().getExpirationTime().toInstant())
                    .isEqualTo(ScriptedGitHub.NOW.plus(Duration.ofMinutes(9)));
        }

        @Test
        void looksUpInstallationAgainAfterReinstallation() throws ConnectorException {
            ScriptedGitHub github = withAKey();
            GitHubInstallationTokens tokens = new GitHubInstallationTokens();
            github.answer("{\"id\":1}").answer(withImminentExpiry("first"));
            tokens.forOrganization(github, GitHubSettings.of(github.connection()));

            github.answer(404, Map.of(), "{}").answer("{\"id\":2}").answer(withImminentExpiry("second"));
            assertThat(tokens.forOrganization(github, GitHubSettings.of(github.connection()))
                            .reveal())
                    .isEqualTo("second");
            assertThat(github.asked.getLast().uri().getPath()).isEqualTo("/app/installations/2/access_tokens");
        }

        @Test
        void reportsInstallationAsNonexistentIfRepeatedLookupReturnsSameId() throws ConnectorException {
            ScriptedGitHub github = withAKey();
            github.answer("{\"id\":1}").answer(404, Map.of(), "{}").answer("{\"id\":1}");
            assertThatThrownBy(() -> new GitHubInstallationTokens()
                            .forOrganization(github, GitHubSettings.of(github.connection())))
                    .hasMessageStartingWith("misconfigured")
                    .hasMessageContaining("no such installation");
        }

        @Test
        void reusesSignedJwtAndRenewsItBeforeExpiry() throws ConnectorException {
            ScriptedGitHub github = withAKey();
            GitHubInstallationTokens tokens = new GitHubInstallationTokens();
            Secret first = assertion(tokens, github);
            github.now = ScriptedGitHub.NOW.plus(Duration.ofMinutes(6));
            assertThat(assertion(tokens, github)).isEqualTo(first);
            github.now = ScriptedGitHub.NOW.plus(Duration.ofMinutes(7));
            assertThat(assertion(tokens, github)).isNotEqualTo(first);
        }

        @Test
        void signsNewJwtAfterKeyReplacementOrRejection() throws Exception {
            ScriptedGitHub github = withAKey();
            GitHubInstallationTokens tokens = new GitHubInstallationTokens();
            Secret first = assertion(tokens, github);
            github.credentials.put(GitHubCredentials.APP_PRIVATE_KEY, anotherKey());
            Secret ofAnotherKey = assertion(tokens, github);
            assertThat(ofAnotherKey).isNotEqualTo(first);

            tokens.forget(github.connection());
            github.now = ScriptedGitHub.NOW.plusSeconds(1);
            assertThat(assertion(tokens, github)).isNotEqualTo(ofAnotherKey);
        }

        private static String anotherKey() throws NoSuchAlgorithmException {
            KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
            rsa.initialize(2048);
            return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----"
                    .formatted(Base64.getMimeEncoder()
                            .encodeToString(rsa.generateKeyPair().getPrivate().getEncoded()));
        }

        private static Secret assertion(GitHubInstallationTokens tokens, ScriptedGitHub github)
                throws ConnectorException {
            return tokens.assertion(github, GitHubSettings.of(github.connection()));
        }

        private static ScriptedGitHub withAKey() {
            ScriptedGitHub github = new ScriptedGitHub();
            github.settings.put(GitHubSettings.CLIENT_ID, "Iv23liAbCd");
            try (GitHubTenantDouble tenant = GitHubTenantDouble.start()) {
                github.credentials.putAll(tenant.credentials);
            }
            return github;
        }

        private static String withImminentExpiry(String token) {
            return "{\"token\":\"%s\",\"expires_at\":\"%s\"}".formatted(token, ScriptedGitHub.NOW.plusSeconds(60));
        }

        private static List<AnsweredCall> calls(GitHubTenantDouble tenant, String end) {
            return tenant.simulator.calls().all().stream()
                    .filter(call -> call.path().endsWith(end))
                    .toList();
        }
    }

    @Nested
    class InvalidConfiguration {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "canary-4711",
                    "-----BEGIN RSA PRIVATE KEY-----\nY2FuYXJ5LTQ3MTE=\n-----END RSA PRIVATE KEY-----",
                    "-----BEGIN PRIVATE KEY-----\nY2FuYXJ5LTQ3MTE=\n-----END PRIVATE KEY-----",
                    "-----BEGIN ENCRYPTED PRIVATE KEY-----\nY2FuYXJ5LTQ3MTE=\n-----END ENCRYPTED PRIVATE KEY-----"
                })
        void describesExpectedKeyFormatWithoutRevealingKey(String key) {
            ScriptedGitHub github = new ScriptedGitHub();
            github.settings.put(GitHubSettings.CLIENT_ID, "Iv23liAbCd");
            github.credentials.put(GitHubCredentials.APP_PRIVATE_KEY, key);
            assertThatThrownBy(() -> GitHubAppJwt.sign(github, GitHubSettings.of(github.connection())))
                    .hasMessageStartingWith("misconfigured")
                    .hasMessageContaining("'app-private-key'")
                    .hasMessageContaining("BEGIN RSA PRIVATE KEY")
                    .hasMessageNotContaining("canary")
                    .hasMessageNotContaining("Y2FuYXJ5");
        }

        @Test
        void requiresAppId() {
            ScriptedGitHub github = new ScriptedGitHub();
            github.credentials.put(GitHubCredentials.APP_PRIVATE_KEY, "key");
            assertThatThrownBy(() -> GitHubAppJwt.sign(github, GitHubSettings.of(github.connection())))
                    .hasMessageContaining("requires the setting 'client-id' (or 'app-id') of the same app");
        }

        @Test
        void requiresCredential() {
            ScriptedGitHub github = new ScriptedGitHub();
            assertThatThrownBy(() -> new GitHubAuthenticator(new GitHubInstallationTokens())
                            .authenticate(
                                    github,
                                    io.grantkeeper.connector.http.ProviderRequest.get(
                                            java.net.URI.create("https://api.github.com/"),
                                            GitHubRateLimits.CORE,
                                            GitHubCredentials.AS_INSTALLATION)))
                    .hasMessageContaining("'app-private-key'")
                    .hasMessageContaining("'token'");
        }

        @Test
        void reportsUnknownApp() {
            try (GitHubTenantDouble tenant = GitHubTenantDouble.start()) {
                tenant.settings.put(GitHubSettings.CLIENT_ID, "Iv1.ofanotherapp00");
                assertThatThrownBy(() -> tenant.items(GitHubInstallationsStream.ID))
                        .hasMessageStartingWith("misconfigured")
                        .hasMessageContaining("no such app")
                        .hasMessageContaining("'client-id'");
            }
        }

        @Test
        void reportsPrivateKeyOfAnotherApp() {
            try (GitHubTenantDouble tenant = GitHubTenantDouble.start()) {
                tenant.credentials.put(
                        GitHubCredentials.APP_PRIVATE_KEY,
                        tenant.simulator.credentials().googlePrivateKeyPkcs8Pem());
                assertThatThrownBy(() -> tenant.items(GitHubInstallationsStream.ID))
                        .hasMessageStartingWith("invalid-token")
                        .hasMessageContaining("must belong to the same app");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"https://github.com", "https://www.github.com/", "acme", "ht tp://x", "https://x/?a=b"})
        void rejectsInvalidBaseUrls(String url) {
            ScriptedGitHub github = new ScriptedGitHub();
            github.settings.put(GitHubSettings.BASE_URL, url);
            assertThatThrownBy(() -> GitHubSettings.of(github.connection()))
                    .hasMessageStartingWith("misconfigured")
                    .hasMessageContaining("'base-url'")
                    .hasMessageContaining("https://api.github.com");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "acme/app", "https://github.com/acme", "a b"})
        void rejectsInvalidOrganizations(String login) {
            ScriptedGitHub github = new ScriptedGitHub();
            github.settings.put(GitHubSettings.ORGANIZATION, login);
            assertThatThrownBy(() -> GitHubSettings.of(github.connection()))
                    .hasMessageStartingWith("misconfigured: connection 'github-larkfield' (github)")
                    .hasMessageContaining("'organization'");
        }
    }

    @Test
    void derivesGraphQlUrlOfEnterpriseServer() throws ConnectorException {
        ScriptedGitHub github = new ScriptedGitHub();
        github.settings.put(GitHubSettings.BASE_URL, "https://git.acme.example/api/v3/");
        GitHubSettings settings = GitHubSettings.of(github.connection());
        assertThat(settings.api()).isEqualTo("https://git.acme.example/api/v3");
        assertThat(settings.graphQl()).isEqualTo("https://git.acme.example/api/graphql");
        assertThat(GitHubSettings.of(new ScriptedGitHub().connection()).graphQl())
                .isEqualTo("https://api.github.com/graphql");
    }
}
