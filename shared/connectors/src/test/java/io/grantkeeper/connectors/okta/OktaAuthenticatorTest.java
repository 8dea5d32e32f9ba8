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
import io.grantkeeper.simulator.http.Call;
import io.grantkeeper.simulator.http.Fault;
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
    private final Tenant tenant = new Tenant();

    @AfterEach
    void stop() {
        tenant.close();
    }

    private List<Integer> tokenCalls() {
        return tenant.simulator.calls().all().stream()
                .filter(call -> call.path().endsWith("/token"))
                .map(Call::status)
                .toList();
    }

    @Test
    void theFirstTokenNeedsANonce_laterOnesHaveIt() throws ConnectorException {
        tenant.sweep("users");
        assertThat(tokenCalls()).containsExactly(400, 200);
        tenant.sweep("apps");
        assertThat(tokenCalls()).containsExactly(400, 200, 200, 200);
    }

    @Test
    void aNonceThatHasEndedIsReplaced() throws ConnectorException {
        tenant.sweep("users");
        tenant.simulator.clock().advance(Duration.ofDays(2));
        tenant.sweep("users");
        assertThat(tokenCalls()).containsExactly(400, 200, 400, 200);
    }

    @Test
    void tokensAreKeptForTheirScope_andRenewedBeforeTheyEnd() throws ConnectorException {
        tenant.sweep("users");
        tenant.simulator.clock().advance(Duration.ofMinutes(54));
        tenant.sweep("users");
        assertThat(tokenCalls()).hasSize(2);
        tenant.simulator.clock().advance(Duration.ofMinutes(2));
        tenant.sweep("users");
        assertThat(tokenCalls()).hasSize(3);
    }

    @Test
    void aTokenThatWasRevokedIsFetchedAnew() throws ConnectorException {
        tenant.sweep("users");
        tenant.simulator.oktaDouble().withdrawAllTokens();
        assertThat(tenant.sweep("users")).isNotEmpty();
        assertThat(tokenCalls()).containsExactly(400, 200, 200);
    }

    /** The simulator takes each proof once; a call that is made again without a new one would be refused. */
    @Test
    void aCallThatIsMadeAgainCarriesAProofOfItsOwn() throws ConnectorException {
        tenant.sweep("users");
        tenant.simulator.faults().onPath("/api/v1/users", 1, new Fault.LostAnswer());
        assertThat(tenant.sweep("users")).isNotEmpty();
        assertThat(tokenCalls()).hasSize(2);
    }

    @Test
    void everyCallIsProvenWithTheTokensHash() throws ConnectorException {
        tenant.sweep("users");
        assertThat(tenant.simulator.calls().all())
                .filteredOn(call -> call.path().startsWith("/api/"))
                .isNotEmpty()
                .allMatch(call -> call.authentication().equals("bound-token"));
    }

    @Test
    void aKeyOfAnotherAppIsRefused() throws Exception {
        String jwk = new ECKeyGenerator(Curve.P_256).keyID("other").generate().toJSONString();
        ConnectorException refused = catchThrowableOfType(
                ConnectorException.class,
                () -> tenant.withSecret(OktaSettings.PRIVATE_KEY, jwk).sweep("users"));
        assertThat(refused.problem()).isInstanceOf(InvalidToken.class);
    }

    @Test
    void aJwkSignsWithItsOwnAlgorithm_andNamesItself() throws Exception {
        String jwk = new ECKeyGenerator(Curve.P_256).keyID("key-7").generate().toJSONString();
        ClientKey key = ClientKey.parse(tenant.session().connection(), Secret.of(jwk));
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
    void aKeyThatCannotBeIsToldWithoutBeingShown(String key) {
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
    void anAddressThatCannotBeIsTold(String address) {
        ConnectorException refused = catchThrowableOfType(
                ConnectorException.class,
                () -> OktaSettings.of(
                        tenant.session(Map.of(OktaSettings.BASE_URL, address)).connection()));
        assertThat(refused.problem().message()).contains(OktaSettings.BASE_URL);
    }

    @Test
    void aProofNamesTheCallWithoutItsQuery() throws Exception {
        String proof = DpopKey.generate()
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
                // RFC 9449 asks for base64url of SHA-256 over the token's ASCII
                .containsEntry("ath", "PEaenWxYddN6Q_NT1PiOYfz4EsZu7jRXRlpAsNpBU-A");
    }
}
