package io.grantkeeper.connectors.github;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * The usual fingerprint of a public key, {@code SHA256:...}, which shows whether keys from different sources are the
 * same.
 */
final class GitHubSshFingerprint {
    /**
     * The minimum length of a public key of any type. A shorter value is a placeholder for a key that the provider does
     * not show.
     */
    private static final int MIN_KEY = 32;

    private GitHubSshFingerprint() {}

    /** Returns the fingerprint, or empty if the text is not a {@code type base64} line. */
    static Optional<String> of(String publicKey) {
        String[] parts = publicKey.strip().split("\\s+", 3);
        if (parts.length < 2) {
            return Optional.empty();
        }
        try {
            byte[] key = Base64.getDecoder().decode(parts[1]);
            if (key.length < MIN_KEY) {
                return Optional.empty();
            }
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
            return Optional.of("SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available in this Java runtime", e);
        }
    }
}
