package io.grantkeeper.connectors.okta;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/**
 * Creates the signed assertion with which a service app authenticates at the token endpoint ({@code private_key_jwt},
 * RFC 7523). Its time of issue is set half a minute in the past to allow for clock skew. It expires soon, because Okta
 * accepts at most an hour.
 */
final class OktaClientAssertion {
    static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static final Duration BACKDATED = Duration.ofSeconds(30);
    private static final Duration VALID = Duration.ofMinutes(5);

    private OktaClientAssertion() {}

    /** Signs an assertion. Every token request needs its own, because Okta accepts each assertion only once. */
    static String sign(ProviderSession session, OktaSettings settings) throws ConnectorException {
        String client = settings.clientId()
                .orElseThrow(() -> ConnectorException.misconfigured(
                        session.connection(),
                        "credential 'private-key' requires the setting 'client-id' of its service app"));
        OktaClientKey key =
                OktaClientKey.parse(session.connection(), session.requiredCredential(OktaSettings.PRIVATE_KEY));
        Instant now = session.clock().instant();
        JWSHeader.Builder header = new JWSHeader.Builder(key.algorithm()).type(JOSEObjectType.JWT);
        settings.keyId().or(key::keyId).ifPresent(header::keyID);
        SignedJWT jwt = new SignedJWT(
                header.build(),
                new JWTClaimsSet.Builder()
                        .issuer(client)
                        .subject(client)
                        .audience(settings.tokenUrl().toString())
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(now.minus(BACKDATED)))
                        .expirationTime(Date.from(now.plus(VALID)))
                        .build());
        try {
            jwt.sign(key.signer());
        } catch (JOSEException _) {
            throw ConnectorException.misconfigured(session.connection(), "credential 'private-key' cannot sign");
        }
        return jwt.serialize();
    }
}
