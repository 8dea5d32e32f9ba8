package io.grantkeeper.owners.answers.slack;

import io.grantkeeper.identity.Secret;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Slack's request signature: {@code v0=} and the HMAC-SHA-256 of {@code v0:timestamp:body} with the app's signing
 * secret as the key. The body must be the bytes exactly as received. Source:
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
public final class SlackRequestSignature {
    /** The maximum difference between a request's timestamp and the current time, as Slack recommends. */
    public static final Duration WINDOW = Duration.ofMinutes(5);

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");

    private SlackRequestSignature() {}

    /** The result of checking a request. */
    public enum Verdict {
        GENUINE,
        /**
         * The signature is correct, but the timestamp is too far from the current time: the request is a replay, or a
         * clock is wrong.
         */
        STALE,
        FORGED
    }

    public static Verdict check(Secret secret, String timestamp, String signature, byte[] body, Instant now) {
        if (!SECONDS.matcher(timestamp).matches()) {
            return Verdict.FORGED;
        }
        byte[] expected = sign(secret, timestamp, body).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))) {
            return Verdict.FORGED;
        }
        Duration off = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                .abs();
        return off.compareTo(WINDOW) <= 0 ? Verdict.GENUINE : Verdict.STALE;
    }

    /** Returns the signature that Slack would send with this body. */
    public static String sign(Secret secret, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.revealBytes(), ALGORITHM));
            mac.update("v0:%s:".formatted(timestamp).getBytes(StandardCharsets.UTF_8));
            return "v0=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }
}
