package io.grantkeeper.connectors.google;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/**
 * Creates the signed assertion that is exchanged for an access token (RFC 7523, as described in Google's "Using OAuth
 * 2.0 for server to server applications"). It is signed with RS256, is valid for at most an hour, and has a {@code sub}
 * only if the service account acts as an administrator.
 */
final class GoogleJwtAssertion {
    private static final Duration LIFETIME = Duration.ofHours(1);

    /** The allowed clock skew. Google rejects assertions whose time of issue is in the future. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(30);

    /** The audience that Google requires, whichever URL is used to call its token endpoint. */
    private static final String AUDIENCE = "https://oauth2.googleapis.com/token";

    private GoogleJwtAssertion() {}

    static String sign(GoogleServiceAccountKey key, Optional<String> subject, String scope, Instant now) {
        Instant issued = now.minus(CLOCK_DIFFERENCE);
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(key.keyId())
                .build();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(key.email())
                .subject(subject.orElse(null))
                .audience(AUDIENCE)
                .claim("scope", scope)
                .issueTime(Date.from(issued))
                .expirationTime(Date.from(issued.plus(LIFETIME)))
                .build();
        SignedJWT statement = new SignedJWT(header, claims);
        try {
            statement.sign(new RSASSASigner(key.privateKey()));
        } catch (JOSEException e) {
            throw new IllegalStateException("every RSA key of at least 2,048 bits can sign RS256", e);
        }
        return statement.serialize();
    }
}
