package io.grantkeeper.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names exactly one text of a policy, or of a set of policies with their stages: a decision, an approval and an entry of
 * the ledger say by it what they were made under.
 *
 * @param value {@code sha256:} and hexadecimal
 */
public record PolicyVersion(String value) {
    /** Of a text; the same text always has the same version. */
    public static PolicyVersion ofText(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new PolicyVersion("sha256:" + HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
