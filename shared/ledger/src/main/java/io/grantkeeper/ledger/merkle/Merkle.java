package io.grantkeeper.ledger.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** How RFC 6962, section 2.1, hashes: leaves with a zero before them, nodes with a one, so that neither passes as the other. */
public final class Merkle {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    /** The root of a tree without leaves: the hash of nothing. */
    public static final Hash EMPTY = Hash.finish(sha256());

    private Merkle() {}

    public static Hash leaf(byte[] entry) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        digest.update(entry);
        return Hash.finish(digest);
    }

    public static Hash node(Hash left, Hash right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        left.feed(digest);
        right.feed(digest);
        return Hash.finish(digest);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
