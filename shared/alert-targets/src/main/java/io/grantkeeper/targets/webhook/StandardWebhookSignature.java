package io.grantkeeper.targets.webhook;

import io.grantkeeper.identity.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signatures of Standard Webhooks 1.0.0: {@code v1} is the HMAC-SHA-256 and {@code v1a} the Ed25519 signature of {@code
 * id.timestamp.body}, in base64. Source:
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
public final class StandardWebhookSignature {
    /** The maximum difference between a message's timestamp and the current time. */
    public static final Duration WINDOW = Duration.ofMinutes(5);

    private static final String SYMMETRIC = "whsec_";
    private static final String ASYMMETRIC = "whsk_";
    private static final int MIN_KEY = 24;
    private static final int MAX_KEY = 64;
    private static final int SEED = 32;
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");
    private static final int MAX_HEADER = 4_096;

    private StandardWebhookSignature() {}

    /**
     * Returns the header {@code webhook-signature}: one signature for each key, separated by spaces.
     *
     * @param keys the keys; more than one while keys are being rotated
     * @throws IllegalArgumentException if a key is malformed; the message does not contain the key
     */
    public static String sign(List<Secret> keys, String id, long timestamp, byte[] body) {
        return keys.stream().map(key -> sign(key, id, timestamp, body)).collect(Collectors.joining(" "));
    }

    private static String sign(Secret key, String id, long timestamp, byte[] body) {
        String text = key.reveal().strip();
        byte[] content = content(id, timestamp, body);
        return text.startsWith(ASYMMETRIC)
                ? "v1a,"
                        + Base64.getEncoder()
                                .encodeToString(ed25519(decode(text.substring(ASYMMETRIC.length())), content))
                : "v1," + Base64.getEncoder().encodeToString(hmac(symmetric(text), content));
    }

    /**
     * Returns whether a message was signed recently with one of the keys.
     *
     * @param keys symmetric keys
     * @param header the header {@code webhook-signature}; signatures of unknown versions are ignored
     */
    public static boolean isGenuine(
            List<Secret> keys, String id, String timestamp, String header, byte[] body, Instant now) {
        if (id.isEmpty() || !SECONDS.matcher(timestamp).matches() || header.length() > MAX_HEADER) {
            return false;
        }
        long seconds = Long.parseLong(timestamp);
        if (Duration.between(Instant.ofEpochSecond(seconds), now).abs().compareTo(WINDOW) > 0) {
            return false;
        }
        byte[] content = content(id, seconds, body);
        boolean genuine = false;
        for (Secret key : keys) {
            byte[] expected = ("v1,"
                            + Base64.getEncoder()
                                    .encodeToString(hmac(symmetric(key.reveal().strip()), content)))
                    .getBytes(StandardCharsets.US_ASCII);
            for (String given : header.split(" ", -1)) {
                genuine |= MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8));
            }
        }
        return genuine;
    }

    private static byte[] content(String id, long timestamp, byte[] body) {
        byte[] start = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        byte[] content = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, content, start.length, body.length);
        return content;
    }

    private static byte[] symmetric(String text) {
        byte[] key = text.startsWith(SYMMETRIC) ? decode(text.substring(SYMMETRIC.length())) : new byte[0];
        if (key.length < MIN_KEY || key.length > MAX_KEY) {
            throw badKey();
        }
        return key;
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            throw badKey();
        }
    }

    private static IllegalArgumentException badKey() {
        return new IllegalArgumentException(
                "the key of a signed webhook must be whsec_ and 24 to 64 bytes in base64, or whsk_ and an Ed25519 key in base64");
    }

    private static byte[] hmac(byte[] key, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is not available in this Java runtime", e);
        }
    }

    /**
     * Signs content with Ed25519.
     *
     * @param key the 32 bytes of the private key, or 64 bytes of which the second half is the public key
     */
    private static byte[] ed25519(byte[] key, byte[] content) {
        if (key.length != SEED && key.length != 2 * SEED) {
            throw badKey();
        }
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, Arrays.copyOf(key, SEED))));
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is not available in this Java runtime", e);
        }
    }
}
