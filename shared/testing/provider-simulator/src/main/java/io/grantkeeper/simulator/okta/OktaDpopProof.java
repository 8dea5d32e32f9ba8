package io.grantkeeper.simulator.okta;

import io.grantkeeper.simulator.http.SimulatorJson;
import io.grantkeeper.simulator.http.SimulatorRequest;
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
 * A DPoP proof whose signature matches the key that it contains (RFC 9449, section 4.3).
 *
 * @param thumbprint the thumbprint of that key
 */
record OktaDpopProof(JsonNode claims, String thumbprint) {
    private static final Duration FORGIVEN = Duration.ofMinutes(5);

    /** Reads and verifies the proof of a request. Returns empty if the request has no proof or an invalid one. */
    static Optional<OktaDpopProof> of(SimulatorRequest request) {
        String[] parts = request.header("dpop").orElse("").split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            JsonNode header = SimulatorJson.read(decode(parts[0]));
            JsonNode jwk = header.path("jwk");
            boolean sound = header.path("typ").asString("").equals("dpop+jwt")
                    && header.path("alg").asString("").equals("ES256")
                    && !jwk.has("d");
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initVerify(key(jwk));
            signature.update((parts[0] + '.' + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return sound && signature.verify(decode(parts[2]))
                    ? Optional.of(new OktaDpopProof(SimulatorJson.read(decode(parts[1])), thumbprint(jwk)))
                    : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException notAProof) {
            return Optional.empty();
        }
    }

    /** Returns whether the proof was created recently and for this call. */
    boolean isFor(SimulatorRequest request, Instant now) {
        Instant made = Instant.ofEpochSecond(claims.path("iat").longValue(0));
        return text("htm").equals(request.method())
                && isSameAddress(text("htu"), request)
                && !text("jti").isEmpty()
                && Duration.between(made, now).abs().compareTo(FORGIVEN) <= 0;
    }

    /**
     * Returns whether the address is that of the request. The port may differ, because a test can put a proxy between
     * the client and the double.
     */
    static boolean isSameAddress(String address, SimulatorRequest request) {
        return address.startsWith("http://127.0.0.1:") && address.endsWith(request.path());
    }

    /** Returns whether the proof is bound to this access token. */
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
            throw new IllegalStateException("every JDK supports SHA-256", impossible);
        }
    }

    /** Calculates the thumbprint as defined in RFC 7638, from the required members in alphabetical order. */
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
