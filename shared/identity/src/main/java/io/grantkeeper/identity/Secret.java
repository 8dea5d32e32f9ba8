package io.grantkeeper.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A credential of ours: a token, a private key, a signing secret. It does not print, compare quickly or serialise;
 * {@link #reveal()} is the only way to its text, and can be searched for.
 */
public final class Secret {
    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Secret of(String text) {
        return new Secret(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The secret's text. Hand it only to the call that needs it; never to a log, a message or a record. */
    public String reveal() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The secret's bytes, for signing. */
    public byte[] revealBytes() {
        return bytes.clone();
    }

    /** Compares in constant time. */
    public boolean matches(String candidate) {
        return MessageDigest.isEqual(bytes, candidate.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes, secret.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "[secret]";
    }
}
