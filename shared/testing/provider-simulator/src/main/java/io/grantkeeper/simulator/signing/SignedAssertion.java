package io.grantkeeper.simulator.signing;

import io.grantkeeper.simulator.http.SimulatorJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A JWT whose RS256 signature has been verified. The double that receives it checks its times, issuer and audience. */
public record SignedAssertion(JsonNode claims) {

    /**
     * Returns the claims of a JWT, or empty if the text is not a JWT with an RS256 signature that this key verifies.
     */
    public static Optional<SignedAssertion> verify(String compact, PublicKey key) {
        String[] parts = compact.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            Base64.Decoder decoder = Base64.getUrlDecoder();
            JsonNode header = SimulatorJson.read(decoder.decode(parts[0]));
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key);
            signature.update((parts[0] + '.' + parts[1]).getBytes(StandardCharsets.US_ASCII));
            boolean genuine =
                    header.path("alg").asString("").equals("RS256") && signature.verify(decoder.decode(parts[2]));
            return genuine
                    ? Optional.of(new SignedAssertion(SimulatorJson.read(decoder.decode(parts[1]))))
                    : Optional.empty();
        } catch (IllegalArgumentException | GeneralSecurityException notAnAssertion) {
            return Optional.empty();
        }
    }

    /**
     * Returns a string claim, or a numeric claim as text, because GitHub accepts both types for {@code iss}. Empty if
     * the claim is absent.
     */
    public Optional<String> text(String claim) {
        JsonNode value = claims.path(claim);
        if (value.isString()) {
            return Optional.of(value.stringValue());
        }
        return value.isIntegralNumber() ? Optional.of(value.numberValue().toString()) : Optional.empty();
    }

    /**
     * Returns the time that a claim states in seconds since the epoch. Empty if the claim is absent or not a number.
     */
    public Optional<Instant> time(String claim) {
        JsonNode value = claims.path(claim);
        return value.isNumber() ? Optional.of(Instant.ofEpochSecond(value.longValue())) : Optional.empty();
    }
}
