package io.grantkeeper.connectors.github;

import io.grantkeeper.identity.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies {@code X-Hub-Signature-256: sha256=<hex>}, an HMAC over the raw body. GitHub signs no timestamp, so
 * none is checked.
 */
final class GitHubWebhookSignature {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "sha256=";
    private static final int HEX_DIGITS = 64;

    private GitHubWebhookSignature() {}

    /** Returns the signature from a header value, or empty if the value does not have the expected form. */
    static Optional<byte[]> parse(String header) {
        String text = header.strip();
        if (!text.startsWith(PREFIX) || text.length() != PREFIX.length() + HEX_DIGITS) {
            return Optional.empty();
        }
        try {
            return Optional.of(HexFormat.of().parseHex(text.substring(PREFIX.length())));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Returns whether the signature matches the body. The comparison takes constant time. */
    static boolean matches(Secret secret, byte[] body, byte[] claimed) {
        return MessageDigest.isEqual(of(secret, body), claimed);
    }

    private static byte[] of(Secret secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.revealBytes(), ALGORITHM));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }
}
