package io.grantkeeper.connectors.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.testkit.ScriptedSession;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class GoogleAuthenticatorTest {
    private static final KeyPair PAIR = pair();
    private static final URI USERS = URI.create("https://admin.googleapis.com/admin/directory/v1/users?customer=c");
    private static final URI TOKENS = URI.create("https://admin.googleapis.com/admin/directory/v1/users/1/tokens");
    private static final URI IAM = URI.create("https://iam.googleapis.com/v1/projects/p/serviceAccounts");

    private final GoogleAuthenticator authenticator = new GoogleAuthenticator();
    private final ScriptedSession script = GoogleScript.session()
            .withSecret(GoogleClient.KEY, keyFile())
            .withResponse("POST oauth2.googleapis.com/token", "{\"access_token\":\"ya29.x\",\"expires_in\":3599}");

    @Test
    void fetchesOneTokenPerRequiredScope() throws ConnectorException {
        for (int i = 0; i < 3; i++) {
            assertThat(authenticate(USERS).headers()).containsEntry("authorization", "Bearer ya29.x");
            authenticate(TOKENS);
        }
        assertThat(script.sent()).hasSize(2);
    }

    @Test
    void renewsTokenBeforeExpiry() throws ConnectorException {
        authenticate(USERS);
        script.after(Duration.ofMinutes(54));
        authenticate(USERS);
        assertThat(script.sent()).hasSize(1);
        script.after(Duration.ofMinutes(2));
        authenticate(USERS);
        assertThat(script.sent()).hasSize(2);
    }

    @Test
    void fetchesNewTokenIfPreviousOneIsDiscarded() throws ConnectorException {
        authenticate(USERS);
        authenticator.forget(script);
        authenticate(USERS);
        assertThat(script.sent()).hasSize(2);
    }

    @Test
    void signsAssertionThatMeetsGoogleRequirements() throws Exception {
        authenticate(TOKENS);
        SignedJWT assertion = sentAssertion();

        assertThat(assertion.verify(new RSASSAVerifier((RSAPublicKey) PAIR.getPublic())))
                .isTrue();
        assertThat(assertion.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        assertThat(assertion.getHeader().getKeyID()).isEqualTo("key1");
        var claims = assertion.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("reader@p.iam.gserviceaccount.com");
        assertThat(claims.getSubject()).isEqualTo("admin@acme.test");
        assertThat(claims.getClaim("scope")).isEqualTo(GoogleScopes.SECURITY);
        assertThat(claims.getAudience()).isEqualTo(List.of("https://oauth2.googleapis.com/token"));
        assertThat(claims.getIssueTime().toInstant()).isBeforeOrEqualTo(GoogleScript.NOW);
        assertThat(claims.getExpirationTime().toInstant())
                .isAfter(GoogleScript.NOW)
                .isBeforeOrEqualTo(claims.getIssueTime().toInstant().plus(Duration.ofHours(1)));
    }

    @Test
    void actsAsServiceAccountInCloudProjects() throws Exception {
        authenticate(IAM);
        assertThat(sentAssertion().getJWTClaimsSet().getSubject()).isNull();
        assertThat(sentAssertion().getJWTClaimsSet().getClaim("scope")).isEqualTo(GoogleScopes.CLOUD);
    }

    @Test
    void namesUndelegatedScopeAndClientIdToAuthorize() {
        script.withResponse("POST /token", 401, "{\"error\":\"unauthorized_client\"}");
        ConnectorException refused = catchThrowableOfType(ConnectorException.class, () -> authenticate(TOKENS));
        assertThat(((InsufficientScope) refused.problem()).missing()).containsExactly(GoogleScopes.SECURITY);
        assertThat(refused).hasMessageContaining("client id 1234567890");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json canary-4711",
                "{}",
                "{\"type\":\"authorized_user\",\"client_secret\":\"canary-4711\"}",
                "{\"type\":\"service_account\",\"client_email\":\"a@b\",\"private_key_id\":\"k\",\"private_key\":\"canary-4711\"}",
                "{\"type\":\"service_account\",\"client_email\":\"a@b\",\"private_key_id\":\"k\",\"private_key\":\"Y2FuYXJ5\"}",
                "[]"
            })
    void rejectsInvalidKeyFileWithoutQuotingIt(String file) {
        script.withSecret(GoogleClient.KEY, file);
        ConnectorException refused = catchThrowableOfType(ConnectorException.class, () -> authenticate(USERS));
        assertThat(refused.problem()).isInstanceOf(Misconfigured.class);
        assertThat(refused).hasMessageContaining("service-account-key");
        assertThat(refused.getMessage()).doesNotContain("canary-4711");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "admin", "@acme.test"})
    void requiresEmailAddressOfAdministrator(String value) {
        script.withSetting(GoogleSettings.ADMIN_USER, value);
        ConnectorException refused = catchThrowableOfType(ConnectorException.class, () -> authenticate(USERS));
        assertThat(refused.problem()).isInstanceOf(Misconfigured.class);
        assertThat(refused).hasMessageContaining("'admin-user'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https:///x", "not an address", "https://x/?a=b", "https://x/#a", ""})
    void rejectsInvalidUrl(String value) {
        script.withSetting(GoogleSettings.TOKEN_URL, value);
        ConnectorException refused = catchThrowableOfType(ConnectorException.class, () -> authenticate(USERS));
        assertThat(refused.problem()).isInstanceOf(Misconfigured.class);
        assertThat(refused).hasMessageContaining("'token-url'");
    }

    private ProviderRequest authenticate(URI uri) throws ConnectorException {
        return authenticator.authenticate(
                script, ProviderRequest.get(uri, GoogleRateLimits.DIRECTORY, GoogleClient.KEY));
    }

    private SignedJWT sentAssertion() throws java.text.ParseException {
        String form = script.sent().getLast().body().orElseThrow().content();
        assertThat(form).startsWith("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=");
        return SignedJWT.parse(form.substring(form.indexOf("assertion=") + "assertion=".length()));
    }

    private static String keyFile() {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                        .encodeToString(PAIR.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return JsonMapper.shared()
                .createObjectNode()
                .put("type", "service_account")
                .put("client_email", "reader@p.iam.gserviceaccount.com")
                .put("client_id", "1234567890")
                .put("private_key_id", "key1")
                .put("private_key", pem)
                .put("token_uri", "https://attacker.test/token")
                .toString();
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
