package io.grantkeeper.ledger.entry;

import io.grantkeeper.identity.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The digest of a document that supports an entry. Anyone who has the document, and the salt if the digest is salted,
 * can prove that the entry refers to the document.
 *
 * @param of the type of document, for example {@code finding}
 * @param digest {@code sha256:} followed by hexadecimal digits
 */
public record EntryEvidence(String of, String digest) {
    public static EntryEvidence ofText(String of, String text) {
        return new EntryEvidence(of, digest(text));
    }

    /** Returns the digest of a text that names no person. The digest is unsalted, so that anyone can recompute it. */
    public static String digest(String text) {
        return digest(new byte[0], text);
    }

    static String digest(byte[] salt, String text) {
        MessageDigest sha256 = Sha256.digest();
        sha256.update(salt);
        return "sha256:" + HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
