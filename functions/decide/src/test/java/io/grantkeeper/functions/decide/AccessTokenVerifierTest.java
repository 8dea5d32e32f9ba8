package io.grantkeeper.functions.decide;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.grantkeeper.authzen.AuthZenCaller;
import io.grantkeeper.property.testkit.InputMutations;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.ModelSamples;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The token verifier")
class AccessTokenVerifierTest {
    private static final String ISSUER = "https://login.acme.example";
    private final ManualClock clock = new ManualClock(ModelSamples.NOON);
    private final AtomicInteger asked = new AtomicInteger();
    private volatile int status = 200;
    private ECKey key;
    private volatile byte[] keys = new byte[0];
    private HttpServer server;
    private AccessTokenVerifier verifier;

    @BeforeEach
    @BeforeProperty
    void serveKeys() throws Exception {
        key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        server.createContext("/jwks", exchange -> {
            asked.incrementAndGet();
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            byte[] body = keys;
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        verifier = new AccessTokenVerifier(
                List.of(new DecideConfig.TokenIssuer(
                        ISSUER,
                        URI.create("http://127.0.0.1:%d/jwks"
                                .formatted(server.getAddress().getPort())),
                        "grantkeeper",
                        Optional.empty())),
                new JwksHttpClient(Duration.ofMinutes(1)),
                clock);
    }

    @AfterEach
    @AfterProperty
    void stop() {
        server.stop(0);
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("grantkeeper")
                .subject("alice")
                .claim("client_id", "gateway")
                .expirationTime(Date.from(clock.instant().plus(Duration.ofMinutes(5))));
    }

    private String signed(JWTClaimsSet claims, ECKey by) throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID("one")
                        .type(new JOSEObjectType("at+jwt"))
                        .build(),
                claims);
        jwt.sign(new ECDSASigner(by));
        return jwt.serialize();
    }

    private boolean refused(String token) {
        return verifier.verify(token) instanceof AccessTokenVerifier.Result.Refused;
    }

    @Test
    void returnsActorChainAndFetchesKeysOnce() throws Exception {
        String token = signed(
                claims().claim("act", Map.of("sub", "agent", "act", Map.of("sub", "helper")))
                        .build(),
                key);
        for (int i = 0; i < 3; i++) {
            assertThat(verifier.verify(token))
                    .isEqualTo(new AccessTokenVerifier.Result.Verified(
                            AuthZenCaller.ofIssuer(ISSUER, "alice", "gateway", List.of("alice", "helper", "agent"))));
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void rejectsExpiredTokensAndTokensWithWrongIssuerOrAudience() throws Exception {
        assertThat(refused(signed(claims().issuer("https://evil.example").build(), key)))
                .isTrue();
        assertThat(refused(signed(claims().audience("other").build(), key))).isTrue();
        assertThat(refused(signed(claims().subject(null).build(), key))).isTrue();
        assertThat(refused(signed(claims().expirationTime(null).build(), key))).isTrue();
        String token = signed(claims().build(), key);
        clock.advance(Duration.ofMinutes(10));
        assertThat(refused(token)).isTrue();
    }

    @Test
    void rejectsUnsignedTokensAndTokensSignedWithUntrustedKeyOrSharedSecret() throws Exception {
        assertThat(refused(signed(
                        claims().build(),
                        new ECKeyGenerator(Curve.P_256).keyID("one").generate())))
                .isTrue();
        assertThat(refused(new PlainJWT(claims().build()).serialize())).isTrue();
        SignedJWT mac = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims().build());
        mac.sign(new MACSigner(new byte[32]));
        assertThat(refused(mac.serialize())).isTrue();
        String token = signed(claims().build(), key);
        assertThat(refused(token.substring(0, token.length() - 4) + "AAAA")).isTrue();
    }

    @Test
    void returnsUnavailableIfKeyEndpointFailsOrRedirects() throws Exception {
        for (int broken : new int[] {500, 302}) {
            status = broken;
            assertThat(verifier.verify(signed(claims().build(), key)))
                    .isInstanceOf(AccessTokenVerifier.Result.Unavailable.class);
        }
    }

    private String signed(JWSHeader header, ECKey by) throws Exception {
        SignedJWT jwt = new SignedJWT(header, claims().build());
        jwt.sign(new ECDSASigner(by));
        return jwt.serialize();
    }

    @Test
    void rejectsUnknownKeysWithoutUsingUpKeySetRefresh() throws Exception {
        assertThat(refused(signed(claims().build(), key))).isFalse();
        clock.advance(IssuerKeySet.BETWEEN_FETCHES);
        for (int i = 0; i < 100; i++) {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .keyID("invented-" + i)
                    .build();
            assertThat(refused(signed(header, key))).as("key %d", i).isTrue();
        }
        assertThat(asked).as("fetches").hasValue(2);
        ECKey next = new ECKeyGenerator(Curve.P_256).keyID("two").generate();
        keys = new JWKSet(List.of(key.toPublicJWK(), next.toPublicJWK()))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        clock.advance(IssuerKeySet.BETWEEN_FETCHES);
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("two").build();
        assertThat(refused(signed(header, next)))
                .as("a key that the issuer has added")
                .isFalse();
        assertThat(refused(signed(claims().build(), key))).isFalse();
        assertThat(asked).as("fetches").hasValue(3);
    }

    @Test
    void rejectsUnexpectedAlgorithmWithoutFetchingKeys() throws Exception {
        assertThat(refused(signed(claims().build(), key))).isFalse();
        clock.advance(IssuerKeySet.BETWEEN_FETCHES);
        ECKey large = new ECKeyGenerator(Curve.P_521).keyID("one").generate();
        for (String id : List.of("one", "invented")) {
            JWSHeader header =
                    new JWSHeader.Builder(JWSAlgorithm.ES512).keyID(id).build();
            assertThat(refused(signed(header, large))).isTrue();
        }
        SignedJWT mac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("invented").build(), claims().build());
        mac.sign(new MACSigner(new byte[32]));
        assertThat(refused(mac.serialize())).isTrue();
        String other = signed(claims().build(), key)
                .replaceFirst(
                        "^[^.]+",
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(
                                        "{\"alg\":\"RS256\",\"kid\":\"one\"}".getBytes(StandardCharsets.UTF_8)));
        assertThat(refused(other)).as("an algorithm for another type of key").isTrue();
        assertThat(asked).hasValue(1);
    }

    @Test
    void rejectsEncryptedTokensWithoutFetchingKeys() throws Exception {
        EncryptedJWT jwt = new EncryptedJWT(
                new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A128GCM)
                        .keyID("one")
                        .build(),
                claims().build());
        jwt.encrypt(new DirectEncrypter(new byte[16]));
        assertThat(refused(jwt.serialize())).isTrue();
        assertThat(asked).hasValue(0);
    }

    @Test
    void fetchesKeysAtMostOncePerSecondWhileIssuerFails() throws Exception {
        status = 500;
        String token = signed(claims().build(), key);
        for (int i = 0; i < 50; i++) {
            assertThat(verifier.verify(token)).isInstanceOf(AccessTokenVerifier.Result.Unavailable.class);
        }
        assertThat(asked).as("one attempt and its repetition").hasValue(2);
        status = 200;
        clock.advance(Duration.ofSeconds(1));
        assertThat(refused(token)).isFalse();
    }

    @Property(seed = "4716", tries = 3_000)
    void rejectsMalformedTokensWithoutThrowing(@ForAll("tokens") String token) {
        AccessTokenVerifier.Result result = verifier.verify(token);
        if (!result.equals(new AccessTokenVerifier.Result.Verified(
                AuthZenCaller.ofIssuer(ISSUER, "alice", "gateway", List.of("alice", "helper", "agent"))))) {
            assertThat(result).isInstanceOf(AccessTokenVerifier.Result.Refused.class);
        }
    }

    /** Returns mutations of a genuine token and of an unsigned one. */
    @Provide
    Arbitrary<String> tokens() throws Exception {
        String genuine = signed(
                claims().claim("act", Map.of("sub", "agent", "act", Map.of("sub", "helper")))
                        .build(),
                key);
        return InputMutations.text(genuine, new PlainJWT(claims().build()).serialize());
    }

    @Test
    void ignoresMalformedClientAndActorClaims() throws Exception {
        for (Object client : new Object[] {7, List.of("gateway"), Map.of("id", "gateway")}) {
            assertThat(verifier.verify(
                            signed(claims().claim("client_id", client).build(), key)))
                    .isEqualTo(new AccessTokenVerifier.Result.Verified(
                            AuthZenCaller.ofIssuer(ISSUER, "alice", "alice", List.of())));
        }
        for (Object act : new Object[] {7, "agent", List.of("agent"), Map.of("sub", 7), Map.of("act", "x")}) {
            assertThat(verifier.verify(signed(claims().claim("act", act).build(), key)))
                    .isEqualTo(new AccessTokenVerifier.Result.Verified(
                            AuthZenCaller.ofIssuer(ISSUER, "alice", "gateway", List.of())));
        }
    }
}
