package io.grantkeeper.connectors.okta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.simulator.http.AnsweredCall;
import io.grantkeeper.simulator.http.SimulatedFault;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OktaAuthenticatorTest {
    private final OktaTestTenant tenant = new OktaTestTenant();

    @AfterEach
    void stop() {
        tenant.close();
    }

    private List<Integer> tokenCalls() {
        return tenant.simulator.calls().all().stream()
                .filter(call -> call.path().endsWith("/token"))
                .map(AnsweredCall::status)
                .toList();
    }

    @Test
    void requestsNonceOnlyForFirstToken() throws ConnectorException {
        tenant.sweep("users");
        assertThat(tokenCalls()).containsExactly(400, 200);
        tenant.sweep("apps");
        assertThat(tokenCalls()).containsExactly(400, 200, 200, 200);
    }

    @Test
    void replacesExpiredNonce() throws ConnectorException {
        tenant.sweep("users");
        tenant.simulator.clock().advance(Duration.ofDays(2));
        tenant.sweep("users");
        assertThat(tokenCalls()).containsExactly(400, 200, 400, 200);
    }

    @Test
    void cachesTokensPerScopeAndRenewsThemBeforeExpiry() throws ConnectorException {
        tenant.sweep("users");
        tenant.simulator.clock().advance(Duration.ofMinutes(54));
        tenant.sweep("users");
        assertThat(tokenCalls()).hasSize(2);
        tenant.simulator.clock().advance(Duration.ofMinutes(2));
        tenant.sweep("users");
        assertThat(tokenCalls()).hasSize(3);
    }

    @Test
    void replacesRevokedToken() throws ConnectorException {
        tenant.sweep("users");
        tenant.simulator.oktaDouble().invalidateAllTokens();
        assertThat(tenant.sweep("users")).isNotEmpty();
        assertThat(tokenCalls()).containsExactly(400, 200, 200);
    }

    /** The simulator accepts each proof only once, so a second call with the same proof would be rejected. */
    @Test
    void createsNewProofWhenCallIsRetried() throws ConnectorException {
        tenant.sweep("users");
        tenant.simulator.faults().onPath("/api/v1/users", 1, new SimulatedFault.LostAnswer());
        assertThat(tenant.sweep("users")).isNotEmpty();
        assertThat(tokenCalls()).hasSize(2);
    }

    @Test
    void includesTokenHashInEveryProof() throws ConnectorException {
        tenant.sweep("users");
        assertThat(tenant.simulator.calls().all())
                .filteredOn(call -> call.path().startsWith("/api/"))
                .isNotEmpty()
                .allMatch(call -> call.authentication().equals("bound-token"));
    }

    @Test
    void rejectsKeyOfAnotherApp() throws Exception {
        String jwk = new ECKeyGenerator(Curve.P_256).keyID("other").generate().toJSONString();
        ConnectorException refused = catchThrowableOfType(
                ConnectorException.class,
                () -> tenant.withSecret(OktaSettings.PRIVATE_KEY, jwk).sweep("users"));
        assertThat(refused.problem()).isInstanceOf(InvalidToken.class);
    }

    @Test
    void usesAlgorithmAndKeyIdFromJwk() throws Exception {
        String jwk = new ECKeyGenerator(Curve.P_256).keyID("key-7").generate().toJSONString();
        OktaClientKey key = OktaClientKey.parse(tenant.session().connection(), Secret.of(jwk));
        assertThat(key.algorithm().getName()).isEqualTo("ES256");
        assertThat(key.keyId()).contains("key-7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not a key",
                "{\"kty\":\"EC\"}",
                "{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"
            })
    void reportsInvalidKeyWithoutRevealingIt(String key) {
        ConnectorException refused = catchThrowableOfType(
                ConnectorException.class,
                () -> tenant.withSecret(OktaSettings.PRIVATE_KEY, key).sweep("users"));
        assertThat(refused.problem())
                .isInstanceOfSatisfying(
                        Misconfigured.class,
                        problem -> assertThat(problem.message())
                                .contains("private-key")
                                .doesNotContain(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://acme-admin.okta.com", "https://acme.okta.com/admin", "acme", ""})
    void rejectsInvalidBaseUrl(String address) {
        ConnectorException refused = catchThrowableOfType(
                ConnectorException.class,
                () -> OktaSettings.of(
                        tenant.session(Map.of(OktaSettings.BASE_URL, address)).connection()));
        assertThat(refused.problem().message()).contains(OktaSettings.BASE_URL);
    }

    @Test
    void omitsQueryFromProof() throws Exception {
        String proof = OktaDpopKey.generate()
                .proof(
                        "GET",
                        URI.create("https://acme.okta.com/api/v1/users?after=1#x"),
                        Optional.of("token"),
                        Optional.of("n-1"),
                        Instant.EPOCH);
        SignedJWT jwt = SignedJWT.parse(proof);
        assertThat(jwt.getHeader().getType().getType()).isEqualTo("dpop+jwt");
        assertThat(jwt.getHeader().getJWK().isPrivate()).isFalse();
        assertThat(jwt.getJWTClaimsSet().getClaims())
                .containsEntry("htm", "GET")
                .containsEntry("htu", "https://acme.okta.com/api/v1/users")
                .containsEntry("nonce", "n-1")
                // RFC 9449 requires base64url of SHA-256 over the token's ASCII
                .containsEntry("ath", "PEaenWxYddN6Q_NT1PiOYfz4EsZu7jRXRlpAsNpBU-A");
    }
}
