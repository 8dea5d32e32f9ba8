package io.grantkeeper.ledger.merkle;

/** Provides the hashes of complete subtrees, regardless of where they are stored. */
@FunctionalInterface
public interface SubtreeHashes {
    /**
     * Returns the hash of the {@code 1 << height} entries that start at {@code index << height}.
     *
     * @param height 0 for the leaf hash itself
     */
    Sha256Hash node(int height, long index);
}
