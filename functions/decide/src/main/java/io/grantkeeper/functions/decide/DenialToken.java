package io.grantkeeper.functions.decide;

import io.grantkeeper.authzen.Seal;
import io.grantkeeper.identity.json.ModelJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * What a requestable denial says of itself, sealed: whoever hands it back proves that this was denied, and when. Nothing
 * has to be kept for it.
 *
 * @param evaluation the denied decision's id
 * @param binding digest of what was denied
 * @param version of the policies that denied it
 * @param actor who would act, as it was called
 * @param sentence what is asked for, in plain words
 * @param policies whose judgement an approval would lift
 */
record DenialToken(
        String evaluation,
        String binding,
        String version,
        String actor,
        String sentence,
        List<String> policies,
        Instant expires) {
    private static final String PURPOSE = "denial";

    String sealed(Seal seal) {
        return seal.seal(PURPOSE, ModelJson.write(this));
    }

    /** Empty where we did not make it. */
    static Optional<DenialToken> open(Seal seal, String sealed) {
        try {
            return seal.open(PURPOSE, sealed).map(json -> ModelJson.read(json, DenialToken.class));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
