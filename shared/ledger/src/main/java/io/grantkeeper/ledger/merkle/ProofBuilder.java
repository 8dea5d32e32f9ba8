package io.grantkeeper.ledger.merkle;

import java.util.ArrayList;
import java.util.List;

/** Computes roots and proofs from the hashes of complete subtrees, as defined by RFC 6962, section 2.1. */
public final class ProofBuilder {
    private final SubtreeHashes nodes;

    public ProofBuilder(SubtreeHashes nodes) {
        this.nodes = nodes;
    }

    /** Returns the root of the tree of the first {@code size} entries. */
    public Sha256Hash root(long size) {
        requireSize(size);
        return size == 0 ? MerkleHashing.EMPTY : hash(0, size);
    }

    /**
     * Returns an inclusion proof: the sibling hashes on the path from an entry to the root, lowest first.
     *
     * @throws IllegalArgumentException if a tree of that size has no such entry
     */
    public List<Sha256Hash> inclusion(long index, long size) {
        requireSize(size);
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException(
                    "entry %d does not exist; the log has %d entries, counted from 0".formatted(index, size));
        }
        List<Sha256Hash> proof = new ArrayList<>();
        long low = 0;
        long high = size;
        while (high - low > 1) {
            long middle = low + split(high - low);
            if (index < middle) {
                proof.add(hash(middle, high));
                high = middle;
            } else {
                proof.add(hash(low, middle));
                low = middle;
            }
        }
        return List.copyOf(proof.reversed());
    }

    /**
     * Returns a consistency proof between an older tree and a newer one.
     *
     * @throws IllegalArgumentException if the older tree is empty, or larger than the newer one
     */
    public List<Sha256Hash> consistency(long oldSize, long newSize) {
        requireSize(newSize);
        if (oldSize < 1 || oldSize > newSize) {
            throw new IllegalArgumentException(
                    "a consistency proof needs an old size of at least 1 and a new size that is not smaller, but got %d and %d"
                            .formatted(oldSize, newSize));
        }
        List<Sha256Hash> proof = new ArrayList<>();
        long low = 0;
        long high = newSize;
        while (high > oldSize) {
            long middle = low + split(high - low);
            if (oldSize <= middle) {
                proof.add(hash(middle, high));
                high = middle;
            } else {
                proof.add(hash(low, middle));
                low = middle;
            }
        }
        if (low > 0) {
            proof.add(hash(low, high));
        }
        return List.copyOf(proof.reversed());
    }

    /** Returns the hash of the node that covers a range of entries. */
    private Sha256Hash hash(long low, long high) {
        long count = high - low;
        if (Long.bitCount(count) == 1) {
            int height = Long.numberOfTrailingZeros(count);
            return nodes.node(height, low >>> height);
        }
        long middle = low + split(count);
        return MerkleHashing.node(hash(low, middle), hash(middle, high));
    }

    /**
     * Returns the largest power of two that is smaller than the number of leaves in a tree. This is the number of
     * leaves in the tree's left subtree.
     */
    private static long split(long count) {
        return Long.highestOneBit(count - 1);
    }

    private static void requireSize(long size) {
        if (size < 0) {
            throw new IllegalArgumentException(
                    "the log has %s entries, too many to create a proof".formatted(Long.toUnsignedString(size)));
        }
    }
}
