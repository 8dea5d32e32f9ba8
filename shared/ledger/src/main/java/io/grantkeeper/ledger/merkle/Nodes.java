package io.grantkeeper.ledger.merkle;

/** Hashes of complete subtrees, wherever they are kept. */
@FunctionalInterface
public interface Nodes {
    /**
     * The hash over the entries from {@code index << height}, {@code 1 << height} of them.
     *
     * @param height 0 for the leaf hash itself
     */
    Hash node(int height, long index);
}
