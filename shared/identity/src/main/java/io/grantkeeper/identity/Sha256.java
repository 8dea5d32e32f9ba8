package io.grantkeeper.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 hashes (FIPS 180-4) of texts in UTF-8 and of bytes. */
public final class Sha256 {
    /**
     * The number of bytes of a short hash: 128 bits, which is long enough that no two of a tenant's values have the
     * same hash.
     */
    private static final int SHORT = 16;

    private Sha256() {}

    /** Returns a digest to which the parts of a value can be added. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available in this Java runtime", e);
        }
    }

    /** Returns the 32 bytes of the hash. */
    public static byte[] of(byte[] bytes) {
        return digest().digest(bytes);
    }

    /** Returns the 32 bytes of the hash of a text. */
    public static byte[] of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the hash of a text as 64 hexadecimal digits. */
    public static String hex(String text) {
        return HexFormat.of().formatHex(of(text));
    }

    /** Returns the first 128 bits of the hash of a text as 32 hexadecimal digits. */
    public static String shortHex(String text) {
        return HexFormat.of().formatHex(of(text), 0, SHORT);
    }
}
