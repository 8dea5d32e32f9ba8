package io.grantkeeper.functions.decide;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.grantkeeper.store.testkit.ModelSamples;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two issuers of access tokens, A and B, whose keys are read without a network. */
final class TestTokenIssuers {
    static final TestTokenIssuers A = new TestTokenIssuers("https://a.issuer.example");
    static final TestTokenIssuers B = new TestTokenIssuers("https://b.issuer.example");

    private final String url;
    private final ECKey key = generate();

    private TestTokenIssuers(String url) {
        this.url = url;
    }

    private static ECKey generate() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the configuration of both issuers. */
    static List<DecideConfig.TokenIssuer> configured() {
        return List.of(A.configuration(), B.configuration());
    }

    private DecideConfig.TokenIssuer configuration() {
        return new DecideConfig.TokenIssuer(url, URI.create(url + "/jwks"), "grantkeeper", Optional.empty());
    }

    static Resource keys(URL jwks) {
        TestTokenIssuers issuer = jwks.toString().startsWith(A.url) ? A : B;
        return new Resource(new JWKSet(issuer.key.toPublicJWK()).toString(), "application/json");
    }

    /** Returns a token that the issuer signed for a client, as the value of {@code Authorization}. */
    String bearer(String subject, String client) {
        return bearer(subject, client, Optional.empty());
    }

    /** Returns a token with which an agent acts for the subject (RFC 8693). */
    String bearerFor(String subject, String client, String agent) {
        return bearer(subject, client, Optional.of(agent));
    }

    private String bearer(String subject, String client, Optional<String> agent) {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("one").build(),
                new JWTClaimsSet.Builder()
                        .issuer(url)
                        .audience("grantkeeper")
                        .subject(subject)
                        .claim("client_id", client)
                        .claim("act", agent.map(name -> Map.of("sub", name)).orElse(null))
                        .expirationTime(Date.from(ModelSamples.NOON.plus(Duration.ofDays(1))))
                        .build());
        try {
            jwt.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return "Bearer " + jwt.serialize();
    }
}
