package io.grantkeeper.ledger.merkle;

import java.util.List;

/**
 * A Merkle tree of a few thousand leaves in memory. It groups many decisions under one ledger entry, so that each
 * decision can be proved in the same way as an entry of the log.
 */
public record InMemoryTree(List<Sha256Hash> leaves) {
    public InMemoryTree {
        leaves = List.copyOf(leaves);
    }

    /** Creates a tree whose leaves are the hashes of the records. */
    public static InMemoryTree of(List<byte[]> records) {
        return new InMemoryTree(records.stream().map(MerkleHashing::leaf).toList());
    }

    public Sha256Hash root() {
        return TreeFrontier.root(leaves);
    }

    /** Returns the inclusion proof of the record at an index. */
    public List<Sha256Hash> inclusion(int index) {
        return proofs().inclusion(index, leaves.size());
    }

    /**
     * Returns a builder of roots and proofs for this tree and for each smaller tree that consists of its first leaves.
     */
    public ProofBuilder proofs() {
        return new ProofBuilder((height, index) -> {
            long low = index << height;
            return TreeFrontier.root(leaves.subList((int) low, (int) (low + (1L << height))));
        });
    }
}
