package io.grantkeeper.connectors.okta;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.grantkeeper.identity.Sha256;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

/**
 * A key to which tokens are bound, so that a stolen token is useless without the key (RFC 9449). The key is generated
 * in memory for one connection and is never stored. A new process generates its own key and fetches its own tokens.
 */
final class OktaDpopKey {
    private static final JOSEObjectType TYPE = new JOSEObjectType("dpop+jwt");

    private final ECKey key;

    private OktaDpopKey(ECKey key) {
        this.key = key;
    }

    static OktaDpopKey generate() {
        try {
            return new OktaDpopKey(new ECKeyGenerator(Curve.P_256).generate());
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java runtime has P-256", e);
        }
    }

    /**
     * Returns a proof for one call. Okta accepts each proof only once.
     *
     * @param token the access token of the call; empty if the call requests a token
     */
    String proof(String method, URI uri, Optional<String> token, Optional<String> nonce, Instant now) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .jwtID(UUID.randomUUID().toString())
                .claim("htm", method)
                .claim("htu", withoutQuery(uri))
                .issueTime(Date.from(now));
        token.ifPresent(value -> claims.claim("ath", hash(value)));
        nonce.ifPresent(value -> claims.claim("nonce", value));
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(TYPE)
                        .jwk(key.toPublicJWK())
                        .build(),
                claims.build());
        try {
            jwt.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("a generated key can sign", e);
        }
        return jwt.serialize();
    }

    private static String withoutQuery(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }

    private static String hash(String token) {
        return Base64URL.encode(Sha256.of(token.getBytes(StandardCharsets.US_ASCII)))
                .toString();
    }
}
