package io.grantkeeper.ledger.merkle;

import io.grantkeeper.identity.Sha256;
import java.security.MessageDigest;

/**
 * The hash functions of RFC 6962, section 2.1. A leaf is prefixed with the byte 0 and an inner node with the byte 1, so
 * that neither can be mistaken for the other.
 */
public final class MerkleHashing {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    /** The root of a tree without leaves: the hash of empty input. */
    public static final Sha256Hash EMPTY = Sha256Hash.finish(sha256());

    private MerkleHashing() {}

    public static Sha256Hash leaf(byte[] entry) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        digest.update(entry);
        return Sha256Hash.finish(digest);
    }

    public static Sha256Hash node(Sha256Hash left, Sha256Hash right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        left.update(digest);
        right.update(digest);
        return Sha256Hash.finish(digest);
    }

    static MessageDigest sha256() {
        return Sha256.digest();
    }
}
