package io.grantkeeper.simulator.signing;

import io.grantkeeper.simulator.http.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A JWT whose RS256 signature was checked. Its times and names are the vendor's to judge. */
public record SignedAssertion(JsonNode claims) {

    /** Empty for anything that is not a JWT signed with RS256 by this key. */
    public static Optional<SignedAssertion> verify(String compact, PublicKey key) {
        String[] parts = compact.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            Base64.Decoder decoder = Base64.getUrlDecoder();
            JsonNode header = Json.read(decoder.decode(parts[0]));
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key);
            signature.update((parts[0] + '.' + parts[1]).getBytes(StandardCharsets.US_ASCII));
            boolean genuine =
                    header.path("alg").asString("").equals("RS256") && signature.verify(decoder.decode(parts[2]));
            return genuine ? Optional.of(new SignedAssertion(Json.read(decoder.decode(parts[1])))) : Optional.empty();
        } catch (IllegalArgumentException | GeneralSecurityException notAnAssertion) {
            return Optional.empty();
        }
    }

    /** A string claim, or the text of a numeric one: GitHub takes {@code iss} as either. Empty where absent. */
    public Optional<String> text(String claim) {
        JsonNode value = claims.path(claim);
        if (value.isString()) {
            return Optional.of(value.stringValue());
        }
        return value.isIntegralNumber() ? Optional.of(value.numberValue().toString()) : Optional.empty();
    }

    /** A claim in seconds since the epoch; empty where absent or not a number. */
    public Optional<Instant> time(String claim) {
        JsonNode value = claims.path(claim);
        return value.isNumber() ? Optional.of(Instant.ofEpochSecond(value.longValue())) : Optional.empty();
    }
}
