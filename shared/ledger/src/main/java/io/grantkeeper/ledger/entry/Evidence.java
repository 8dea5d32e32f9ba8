package io.grantkeeper.ledger.entry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What an entry rests on, by its digest: whoever holds the document can show that it is the one.
 *
 * @param of what it is, for example {@code finding}
 * @param digest {@code sha256:} and hexadecimal
 */
public record Evidence(String of, String digest) {
    public static Evidence ofText(String of, String text) {
        return new Evidence(of, digest(text));
    }

    /** Of a text that names no person: nothing is mixed in, so anybody can compute it again. */
    public static String digest(String text) {
        return digest(new byte[0], text);
    }

    static String digest(byte[] salt, String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(salt);
            return "sha256:" + HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
