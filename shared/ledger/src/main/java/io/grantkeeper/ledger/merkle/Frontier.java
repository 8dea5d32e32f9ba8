package io.grantkeeper.ledger.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * All that has to be known of a tree to let it grow: the roots of the complete subtrees it is made of, largest first, one
 * for each bit of its size. At most 63 hashes, whatever the size.
 */
public record Frontier(long size, List<Hash> subtrees) {
    public static final Frontier EMPTY = new Frontier(0, List.of());

    /** @throws IllegalArgumentException where the number of subtrees is not that of the size */
    public Frontier {
        subtrees = List.copyOf(subtrees);
        if (size < 0 || subtrees.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException("a tree of %d entries consists of %d complete subtrees, not of %d"
                    .formatted(size, Long.bitCount(size), subtrees.size()));
        }
    }

    /** The tree with these leaves after its last. */
    public Frontier plus(List<Hash> leaves) {
        List<Hash> grown = new ArrayList<>(subtrees);
        long count = size;
        for (Hash leaf : leaves) {
            Hash top = leaf;
            for (long full = count; (full & 1) == 1; full >>>= 1) {
                top = Merkle.node(grown.removeLast(), top);
            }
            grown.add(top);
            count++;
        }
        return new Frontier(count, grown);
    }

    public Hash root() {
        if (subtrees.isEmpty()) {
            return Merkle.EMPTY;
        }
        Hash root = subtrees.getLast();
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            root = Merkle.node(subtrees.get(i), root);
        }
        return root;
    }

    /** The root over some leaves alone. */
    public static Hash root(List<Hash> leaves) {
        return EMPTY.plus(leaves).root();
    }
}
