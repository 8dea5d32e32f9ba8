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

/** Signatures over the body alone, in hexadecimal, as PagerDuty and Jira send them. */
final class BodySignature {
    private static final int MAX_HEADER = 4_096;

    private BodySignature() {}

    /**
     * Returns whether a header contains the signature of the body.
     *
     * @param header signatures separated by commas
     * @param prefix what each signature starts with, for example {@code sha256=}
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

    /** Reads a body; empty if it is not a JSON object. */
    static Optional<JsonNode> json(byte[] body) {
        try {
            return Optional.of(JsonTrees.read(body)).filter(JsonNode::isObject);
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /** Reads a time with an offset; empty if the text is none. */
    static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
