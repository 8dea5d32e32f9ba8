package io.grantkeeper.ledger.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * The part of a tree that is needed to extend it: the roots of its complete subtrees, largest first, one for each set
 * bit of the tree's size. There are at most 63 hashes, regardless of the size.
 */
public record TreeFrontier(long size, List<Sha256Hash> subtrees) {
    public static final TreeFrontier EMPTY = new TreeFrontier(0, List.of());

    /**
     * Creates a frontier.
     *
     * @throws IllegalArgumentException if the number of subtrees does not match the size
     */
    public TreeFrontier {
        subtrees = List.copyOf(subtrees);
        if (size < 0 || subtrees.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException("a tree of %d entries must have %d complete subtrees, but has %d"
                    .formatted(size, Long.bitCount(size), subtrees.size()));
        }
    }

    /** Returns this frontier after the given leaves are appended to the tree. */
    public TreeFrontier append(List<Sha256Hash> leaves) {
        List<Sha256Hash> grown = new ArrayList<>(subtrees);
        long count = size;
        for (Sha256Hash leaf : leaves) {
            Sha256Hash top = leaf;
            for (long full = count; (full & 1) == 1; full >>>= 1) {
                top = MerkleHashing.node(grown.removeLast(), top);
            }
            grown.add(top);
            count++;
        }
        return new TreeFrontier(count, grown);
    }

    public Sha256Hash root() {
        if (subtrees.isEmpty()) {
            return MerkleHashing.EMPTY;
        }
        Sha256Hash root = subtrees.getLast();
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            root = MerkleHashing.node(subtrees.get(i), root);
        }
        return root;
    }

    /** Returns the root of a tree that consists of these leaves. */
    public static Sha256Hash root(List<Sha256Hash> leaves) {
        return EMPTY.append(leaves).root();
    }
}
