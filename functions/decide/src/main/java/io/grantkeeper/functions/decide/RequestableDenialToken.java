package io.grantkeeper.functions.decide;

import io.grantkeeper.authzen.SealedToken;
import io.grantkeeper.identity.json.ModelJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * The sealed content of a requestable denial. A caller that returns the token proves what was denied and when, so
 * Grantkeeper does not have to store the denial.
 *
 * @param evaluation the ID of the decision that denied the request
 * @param binding the digest of the denied request
 * @param version the version of the policies that denied the request
 * @param actor the actor's name in the request
 * @param sentence what is requested, in plain words
 * @param policies the policies that an approval would override
 * @param expires until when the caller can request approval
 */
record RequestableDenialToken(
        String evaluation,
        String binding,
        String version,
        String actor,
        String sentence,
        List<String> policies,
        Instant expires) {
    private static final String PURPOSE = "denial";

    String sealWith(SealedToken seal) {
        return seal.seal(PURPOSE, ModelJson.write(this));
    }

    /** Returns the content of a sealed token; empty if Grantkeeper did not create the token. */
    static Optional<RequestableDenialToken> open(SealedToken seal, String sealed) {
        try {
            return seal.open(PURPOSE, sealed).map(json -> ModelJson.read(json, RequestableDenialToken.class));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
