package io.grantkeeper.ledger.merkle;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/** A SHA-256 hash: 32 bytes that do not change. */
public final class Hash {
    public static final int BYTES = 32;

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws IllegalArgumentException where it is not 32 bytes */
    public static Hash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a hash has 32 bytes, not %d".formatted(bytes.length));
        }
        return new Hash(bytes.clone());
    }

    /** The hash at a place in a larger array. */
    public static Hash at(byte[] bytes, int offset) {
        return new Hash(Arrays.copyOfRange(bytes, offset, offset + BYTES));
    }

    /**
     * Reads base64, in its one canonical form.
     *
     * @throws IllegalArgumentException where it is not that, or not 32 bytes
     */
    public static Hash parse(String base64) {
        Hash hash = of(Base64.getDecoder().decode(base64));
        if (!hash.toString().equals(base64)) {
            throw new IllegalArgumentException("the base64 has bits set that say nothing");
        }
        return hash;
    }

    /** What a digest has taken in so far; the array is the hash's own from here on. */
    static Hash finish(MessageDigest digest) {
        return new Hash(digest.digest());
    }

    void feed(MessageDigest digest) {
        digest.update(bytes);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && MessageDigest.isEqual(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** As base64, the way checkpoints and proofs write it. */
    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
