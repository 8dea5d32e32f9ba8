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
 * The signed statement that is exchanged for an access token (RFC 7523, as in Google's "Using OAuth 2.0 for server to
 * server applications"): RS256, valid for at most an hour, {@code sub} only where an administrator is spoken for.
 */
final class Assertion {
    private static final Duration LIFETIME = Duration.ofHours(1);

    /** Google refuses statements from the future, and clocks differ. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(30);

    /** What Google demands, through whichever address its token endpoint is reached. */
    private static final String AUDIENCE = "https://oauth2.googleapis.com/token";

    private Assertion() {}

    static String sign(ServiceAccountKey key, Optional<String> subject, String scope, Instant now) {
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
            throw new IllegalStateException("an RSA key of 2,048 bits or more signs RS256", e);
        }
        return statement.serialize();
    }
}
