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
 * The short-lived JWT with which the app authenticates as itself. Its time of issue is set one minute in the past to
 * allow for clock skew. It is valid for nine minutes, because GitHub accepts ten at most.
 */
record GitHubAppJwt(Secret jwt, Instant expires) {
    private static final Duration BACKDATED = Duration.ofSeconds(60);
    private static final Duration VALID = Duration.ofMinutes(9);

    /**
     * Signs a new JWT.
     *
     * @throws ConnectorException {@code Misconfigured} if the key or the app id is missing or malformed
     */
    static GitHubAppJwt sign(ProviderSession session, GitHubSettings settings) throws ConnectorException {
        Secret key = session.requiredCredential(GitHubCredentials.APP_PRIVATE_KEY);
        String issuer = settings.issuer()
                .orElseThrow(() -> ConnectorException.misconfigured(
                        session.connection(),
                        "credential 'app-private-key' requires the setting 'client-id' (or 'app-id') of the same app"));
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
            jwt.sign(new RSASSASigner(GitHubAppPrivateKey.parse(session.connection(), key)));
        } catch (JOSEException | IllegalArgumentException _) {
            throw ConnectorException.misconfigured(
                    session.connection(),
                    "credential 'app-private-key' cannot sign: the key must have at least 2,048 bits");
        }
        return new GitHubAppJwt(Secret.of(jwt.serialize()), expires);
    }
}
