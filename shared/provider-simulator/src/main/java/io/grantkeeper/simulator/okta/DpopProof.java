package io.grantkeeper.simulator.okta;

import io.grantkeeper.simulator.http.Json;
import io.grantkeeper.simulator.http.Request;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A proof of possession whose signature fits the key in it (RFC 9449, section 4.3).
 *
 * @param thumbprint of the key that it was signed with
 */
record DpopProof(JsonNode claims, String thumbprint) {
    private static final Duration FORGIVEN = Duration.ofMinutes(5);

    /** Empty where the request has none, or one that is not signed as it should be. */
    static Optional<DpopProof> of(Request request) {
        String[] parts = request.header("dpop").orElse("").split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            JsonNode header = Json.read(decode(parts[0]));
            JsonNode jwk = header.path("jwk");
            boolean sound = header.path("typ").asString("").equals("dpop+jwt")
                    && header.path("alg").asString("").equals("ES256")
                    && !jwk.has("d");
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initVerify(key(jwk));
            signature.update((parts[0] + '.' + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return sound && signature.verify(decode(parts[2]))
                    ? Optional.of(new DpopProof(Json.read(decode(parts[1])), thumbprint(jwk)))
                    : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException notAProof) {
            return Optional.empty();
        }
    }

    /** Whether it is for this call, made just now. */
    boolean isFor(Request request, Instant now) {
        Instant made = Instant.ofEpochSecond(claims.path("iat").longValue(0));
        return text("htm").equals(request.method())
                && names(text("htu"), request)
                && !text("jti").isEmpty()
                && Duration.between(made, now).abs().compareTo(FORGIVEN) <= 0;
    }

    /** Whether an address is the one that was called; a proxy of a test may stand in between, under another port. */
    static boolean names(String address, Request request) {
        return address.startsWith("http://127.0.0.1:") && address.endsWith(request.path());
    }

    /** Whether it is for this access token. */
    boolean isFor(String token) {
        return text("ath").equals(hash(token));
    }

    String text(String claim) {
        return claims.path(claim).asString("");
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    /** RFC 7638: the required members in alphabetical order. */
    private static String thumbprint(JsonNode jwk) {
        return hash("{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}"
                .formatted(jwk.path("x").asString(""), jwk.path("y").asString("")));
    }

    private static PublicKey key(JsonNode jwk) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        ECPoint point = new ECPoint(
                new BigInteger(1, decode(jwk.path("x").asString(""))),
                new BigInteger(1, decode(jwk.path("y").asString(""))));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class)));
    }

    private static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
