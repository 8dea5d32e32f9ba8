package io.grantkeeper.signals.set;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.identity.json.ModelJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates security event tokens. Each token contains one event, is signed with RS256, and has {@code secevent+jwt} as
 * its {@code typ}. It has no {@code exp} or {@code sub}.
 */
public final class SecurityEventTokenSigner {
    private final String issuer;
    private final SecurityEventTokenKeys keys;

    /**
     * Creates a signer.
     *
     * @param issuer the value of {@code iss}
     * @param keys the keys, of which the first one signs; its secret is read each time that a token is signed
     */
    public SecurityEventTokenSigner(String issuer, SecurityEventTokenKeys keys) {
        this.issuer = issuer;
        this.keys = keys;
    }

    /**
     * Creates a signed token.
     *
     * @param id the value of {@code jti}, which must be the same each time that the same event is sent
     * @param transaction the value of {@code txn}: the id of the ledger entry from which the event was created; empty
     *     for an event about a stream itself
     */
    public String sign(
            String id, List<String> audience, Instant issuedAt, SecurityEvent event, Optional<String> transaction) {
        SecurityEventTokenSigningKey key = keys.signingKey();
        ObjectNode claims = JsonTrees.object();
        claims.put("iss", issuer);
        claims.put("jti", id);
        claims.put("iat", issuedAt.getEpochSecond());
        if (audience.size() == 1) {
            claims.put("aud", audience.getFirst());
        } else {
            ArrayNode all = JsonTrees.array();
            audience.forEach(all::add);
            claims.set("aud", all);
        }
        transaction.ifPresent(entry -> claims.put("txn", entry));
        claims.set("sub_id", event.subject());
        claims.set("events", JsonTrees.object().set(event.type(), event.claims()));
        JWSObject token = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(new JOSEObjectType("secevent+jwt"))
                        .keyID(key.key().getKeyID())
                        .build(),
                new Payload(ModelJson.write(claims)));
        try {
            token.sign(new RSASSASigner(key.key()));
        } catch (JOSEException e) {
            throw new IllegalStateException("RSA signatures are not available in this Java runtime", e);
        }
        return token.serialize();
    }
}
