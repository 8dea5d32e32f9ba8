package io.grantkeeper.ledger.merkle;

import java.util.List;

/**
 * A tree that is held whole, for some thousand leaves: many decisions under one entry, each of which stays provable.
 * Its proofs are those of the log itself.
 */
public record SmallTree(List<Hash> leaves) {
    public SmallTree {
        leaves = List.copyOf(leaves);
    }

    /** Over the bytes of records. */
    public static SmallTree of(List<byte[]> records) {
        return new SmallTree(records.stream().map(Merkle::leaf).toList());
    }

    public Hash root() {
        return Frontier.root(leaves);
    }

    /** That one record is under the root. */
    public List<Hash> inclusion(int index) {
        return proofs().inclusion(index, leaves.size());
    }

    /** Roots and proofs of all sizes up to this one. */
    public ProofBuilder proofs() {
        return new ProofBuilder((height, index) -> {
            long low = index << height;
            return Frontier.root(leaves.subList((int) low, (int) (low + (1L << height))));
        });
    }
}
