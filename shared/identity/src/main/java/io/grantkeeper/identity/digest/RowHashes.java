package io.grantkeeper.identity.digest;

import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.Sha256;
import java.nio.ByteBuffer;

/** Eight-byte hashes of keys and segments. */
public final class RowHashes {
    private RowHashes() {}

    /** Hashes a row's key. The probability that two of a partition's n rows have the same hash is about n² / 2^65. */
    public static long of(RowKey key) {
        return sha256(key.toString());
    }

    /** Hashes a segment. The hash of the empty segment is zero. */
    public static long ofSegment(String segment) {
        return segment.isEmpty() ? 0 : sha256(segment);
    }

    /** Hashes another text, such as a provider's id of a row. */
    static long ofText(String text) {
        return sha256(text);
    }

    private static long sha256(String text) {
        byte[] digest = Sha256.of(text);
        return ByteBuffer.wrap(digest).getLong();
    }
}
