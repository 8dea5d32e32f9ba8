package io.grantkeeper.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * One of Grantkeeper's own secrets: a token, a private key or a signing secret. It is never printed or serialized, and
 * comparison takes constant time. Only {@link #reveal()} and {@link #revealBytes()} return its content, so that every
 * use can be found by a text search.
 */
public final class Secret {
    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Secret of(String text) {
        return new Secret(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the secret's text. Pass it only to the call that needs it, never to a log, a message or a record. */
    public String reveal() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Returns the secret's bytes, for signing. */
    public byte[] revealBytes() {
        return bytes.clone();
    }

    /** Returns whether the secret equals a candidate. The comparison takes constant time. */
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
