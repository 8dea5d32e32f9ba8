package io.grantkeeper.targets.inbound;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.json.JsonTrees;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Signatures of the body alone, in hexadecimal, as sent by PagerDuty and Jira. */
final class BodySignature {
    private static final int MAX_HEADER = 4_096;

    private BodySignature() {}

    /**
     * Returns whether a header contains a valid signature of the body.
     *
     * @param header the value of the header: signatures separated by commas
     * @param prefix the prefix of each signature, for example {@code sha256=}
     */
    static boolean isGenuine(Secret secret, String header, String prefix, byte[] body) {
        if (header.isEmpty() || header.length() > MAX_HEADER) {
            return false;
        }
        byte[] expected = (prefix + HexFormat.of().formatHex(hmac(secret, body))).getBytes(StandardCharsets.US_ASCII);
        boolean genuine = false;
        for (String given : header.split(",", -1)) {
            genuine |= MessageDigest.isEqual(expected, given.strip().getBytes(StandardCharsets.UTF_8));
        }
        return genuine;
    }

    private static byte[] hmac(Secret secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.revealBytes(), "HmacSHA256"));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is not available in this Java runtime", e);
        }
    }

    /** Parses a body. Returns empty if it is not a JSON object. */
    static Optional<JsonNode> json(byte[] body) {
        try {
            return Optional.of(JsonTrees.read(body)).filter(JsonNode::isObject);
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /** Parses a time with a UTC offset. Returns empty if the string is not such a time. */
    static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
