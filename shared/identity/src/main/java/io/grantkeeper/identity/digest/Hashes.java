package io.grantkeeper.identity.digest;

import io.grantkeeper.identity.RowKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The eight-byte hashes that stand for keys and segments. */
public final class Hashes {
    private Hashes() {}

    /** Stands for a row's key; two keys of one partition share a hash once in about 2^64 / rows². */
    public static long of(RowKey key) {
        return sha256(key.toString());
    }

    /** Stands for a segment; the empty segment is zero. */
    public static long ofSegment(String segment) {
        return segment.isEmpty() ? 0 : sha256(segment);
    }

    private static long sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
