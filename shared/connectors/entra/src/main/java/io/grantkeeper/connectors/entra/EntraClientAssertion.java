package io.grantkeeper.connectors.entra;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/**
 * Creates the signed assertion with which an app authenticates by certificate (Microsoft identity platform,
 * "Application authentication certificate credentials"). The assertion is signed with PS256, is valid for a few
 * minutes, and identifies the certificate by its SHA-256 thumbprint.
 */
final class EntraClientAssertion {
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    /** The allowed clock skew. Entra rejects assertions that are not valid yet. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(30);

    private EntraClientAssertion() {}

    static String sign(EntraClientCertificate certificate, String clientId, String audience, Instant now) {
        Instant issued = now.minus(CLOCK_DIFFERENCE);
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.PS256)
                .type(JOSEObjectType.JWT)
                .x509CertSHA256Thumbprint(Base64URL.encode(certificate.thumbprint()))
                .build();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(clientId)
                .subject(clientId)
                .audience(audience)
                .jwtID(UUID.randomUUID().toString())
                .notBeforeTime(Date.from(issued))
                .issueTime(Date.from(issued))
                .expirationTime(Date.from(issued.plus(LIFETIME)))
                .build();
        SignedJWT statement = new SignedJWT(header, claims);
        try {
            statement.sign(new RSASSASigner(certificate.privateKey()));
        } catch (JOSEException e) {
            throw new IllegalStateException("every RSA key of at least 2,048 bits can sign PS256", e);
        }
        return statement.serialize();
    }
}
