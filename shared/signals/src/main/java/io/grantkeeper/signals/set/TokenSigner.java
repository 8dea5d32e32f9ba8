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

/** Makes security event tokens: one event each, RS256, {@code typ} {@code secevent+jwt}, and no {@code exp} or {@code sub}. */
public final class TokenSigner {
    private final String issuer;
    private final TokenKeys keys;

    /** @param keys the first of them signs, and is found when it does */
    public TokenSigner(String issuer, TokenKeys keys) {
        this.issuer = issuer;
        this.keys = keys;
    }

    /**
     * Signs one.
     *
     * @param id {@code jti}: the same thing told again has the same one
     * @param transaction {@code txn}: the entry of the ledger it comes from
     */
    public String sign(
            String id, List<String> audience, Instant issuedAt, SecurityEvent event, Optional<String> transaction) {
        SigningKey key = keys.signing();
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
            throw new IllegalStateException("every Java runtime signs with RSA", e);
        }
        return token.serialize();
    }
}
