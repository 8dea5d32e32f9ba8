package io.grantkeeper.connectors.github;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.identity.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/**
 * The short-lived JWT with which the app speaks for itself. Issued a minute back, for clocks differ, and valid for nine
 * minutes: GitHub takes ten at most.
 */
record AppAssertion(Secret jwt, Instant expires) {
    private static final Duration BACKDATED = Duration.ofSeconds(60);
    private static final Duration VALID = Duration.ofMinutes(9);

    /**
     * @throws ConnectorException {@code Misconfigured} where key or app id is missing or malformed
     */
    static AppAssertion sign(ProviderSession session, GitHubSettings settings) throws ConnectorException {
        Secret key = session.requiredCredential(GitHubCredentials.APP_PRIVATE_KEY);
        String issuer = settings.issuer()
                .orElseThrow(() -> Problems.misconfigured(
                        session.connection(),
                        "credential 'app-private-key' needs the setting 'client-id' (or 'app-id') of its app"));
        Instant now = session.clock().instant();
        Instant expires = now.plus(VALID);
        SignedJWT jwt = new SignedJWT(
                new JWSHeader(JWSAlgorithm.RS256),
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .issueTime(Date.from(now.minus(BACKDATED)))
                        .expirationTime(Date.from(expires))
                        .build());
        try {
            jwt.sign(new RSASSASigner(AppPrivateKey.parse(session.connection(), key)));
        } catch (JOSEException | IllegalArgumentException _) {
            throw Problems.misconfigured(
                    session.connection(), "credential 'app-private-key' cannot sign: it needs 2048 bits or more");
        }
        return new AppAssertion(Secret.of(jwt.serialize()), expires);
    }
}
