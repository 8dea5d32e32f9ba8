package io.grantkeeper.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Identifies the exact text of a policy, or of a set of policies with their stages. Decisions, approvals and ledger
 * entries state the version on which they are based.
 *
 * @param value {@code sha256:} followed by the hash in hexadecimal
 */
public record PolicyVersion(String value) {
    /** Returns the version of a text. The same text always has the same version. */
    public static PolicyVersion ofText(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new PolicyVersion("sha256:" + HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available in this Java runtime", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
