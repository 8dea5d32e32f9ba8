package io.grantkeeper.ledger.merkle;

/** Provides the hashes of complete subtrees, regardless of where they are stored. */
@FunctionalInterface
public interface SubtreeHashes {
    /**
     * Returns the root hash of the subtree whose leaves are the {@code 1 << height} entries that start at {@code index
     * << height}.
     *
     * @param height the height of the subtree; 0 for a single leaf
     */
    Sha256Hash node(int height, long index);
}
