package io.grantkeeper.ledger.merkle;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/** An immutable SHA-256 hash of 32 bytes. */
public final class Sha256Hash {
    public static final int BYTES = 32;

    private final byte[] bytes;

    private Sha256Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Creates a hash from its bytes.
     *
     * @throws IllegalArgumentException if there are not exactly 32 bytes
     */
    public static Sha256Hash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a hash must have 32 bytes, but has %d".formatted(bytes.length));
        }
        return new Sha256Hash(bytes.clone());
    }

    /** Reads a hash at an offset in a larger array. */
    public static Sha256Hash read(byte[] bytes, int offset) {
        return new Sha256Hash(Arrays.copyOfRange(bytes, offset, offset + BYTES));
    }

    /**
     * Parses canonical base64.
     *
     * @throws IllegalArgumentException if the text is not canonical base64 of 32 bytes
     */
    public static Sha256Hash parse(String base64) {
        Sha256Hash hash = of(Base64.getDecoder().decode(base64));
        if (!hash.toString().equals(base64)) {
            throw new IllegalArgumentException("the base64 text has unused bits that are not zero");
        }
        return hash;
    }

    /** Completes a digest and returns the hash, without copying the resulting array. */
    static Sha256Hash finish(MessageDigest digest) {
        return new Sha256Hash(digest.digest());
    }

    void update(MessageDigest digest) {
        digest.update(bytes);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sha256Hash hash && MessageDigest.isEqual(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Returns the hash in base64, as in checkpoints and proofs. */
    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
