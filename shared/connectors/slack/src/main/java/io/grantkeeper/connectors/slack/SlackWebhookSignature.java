package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.webhook.WebhookRequest;
import io.grantkeeper.identity.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies {@code X-Slack-Signature: v0=<hex>}, an HMAC over version, time and raw body (docs.slack.dev, verifying
 * requests from Slack). The time is also signed, so a request that is more than five minutes old is rejected as a
 * replay.
 */
final class SlackWebhookSignature {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String VERSION = "v0";
    private static final int HEX_DIGITS = 64;
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private SlackWebhookSignature() {}

    /** Returns why a request is not authentic, or empty if it is. */
    static Optional<String> refusal(WebhookRequest request, Secret secret, Instant now) {
        Optional<String> time = request.header("x-slack-request-timestamp").filter(text -> text.matches("[0-9]{1,12}"));
        Optional<byte[]> claimed = request.header("x-slack-signature").flatMap(SlackWebhookSignature::parse);
        if (time.isEmpty() || claimed.isEmpty()) {
            return Optional.of(
                    "no X-Slack-Request-Timestamp in seconds, or no X-Slack-Signature in the form v0=<64 hex digits>");
        }
        // The signature is compared even if the time is wrong, so that the response time reveals nothing.
        boolean genuine = MessageDigest.isEqual(of(secret, time.get(), request.body()), claimed.get());
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(time.get())), now)
                .abs();
        if (!genuine) {
            return Optional.of("the signature does not match this body and time with this connection's '"
                    + SlackCredentials.SIGNING_SECRET + "'");
        }
        return age.compareTo(TOLERANCE) > 0
                ? Optional.of("its timestamp differs from the current time by more than %d minutes"
                        .formatted(TOLERANCE.toMinutes()))
                : Optional.empty();
    }

    private static Optional<byte[]> parse(String header) {
        String text = header.strip();
        if (!text.startsWith(VERSION + "=") || text.length() != VERSION.length() + 1 + HEX_DIGITS) {
            return Optional.empty();
        }
        try {
            return Optional.of(HexFormat.of().parseHex(text.substring(VERSION.length() + 1)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static byte[] of(Secret secret, String time, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.revealBytes(), ALGORITHM));
            mac.update((VERSION + ":" + time + ":").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }
}
