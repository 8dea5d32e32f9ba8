package io.grantkeeper.ledger.merkle;

import java.util.ArrayList;
import java.util.List;

/** Makes roots and proofs from the hashes of complete subtrees, as RFC 6962, section 2.1, defines them. */
public final class ProofBuilder {
    private final Nodes nodes;

    public ProofBuilder(Nodes nodes) {
        this.nodes = nodes;
    }

    /** The root of the tree of the first {@code size} entries. */
    public Hash root(long size) {
        requireSize(size);
        return size == 0 ? Merkle.EMPTY : hash(0, size);
    }

    /**
     * The hashes beside the way from an entry to the root, lowest first.
     *
     * @throws IllegalArgumentException where there is no such entry in a tree of that size
     */
    public List<Hash> inclusion(long index, long size) {
        requireSize(size);
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException(
                    "entry %d is not among the %d of the log; they are counted from 0".formatted(index, size));
        }
        List<Hash> proof = new ArrayList<>();
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
     * What leads from an older root to a newer one.
     *
     * @throws IllegalArgumentException where the older tree is empty or larger
     */
    public List<Hash> consistency(long oldSize, long newSize) {
        requireSize(newSize);
        if (oldSize < 1 || oldSize > newSize) {
            throw new IllegalArgumentException(
                    "a proof leads from a size of at least 1 to one that is no smaller, not from %d to %d"
                            .formatted(oldSize, newSize));
        }
        List<Hash> proof = new ArrayList<>();
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

    /** The hash over a range that a node of the tree stands for. */
    private Hash hash(long low, long high) {
        long count = high - low;
        if (Long.bitCount(count) == 1) {
            int height = Long.numberOfTrailingZeros(count);
            return nodes.node(height, low >>> height);
        }
        long middle = low + split(count);
        return Merkle.node(hash(low, middle), hash(middle, high));
    }

    /** The largest power of two below a count: so many leaves stand to the left. */
    private static long split(long count) {
        return Long.highestOneBit(count - 1);
    }

    private static void requireSize(long size) {
        if (size < 0) {
            throw new IllegalArgumentException(
                    "a log of %s entries is larger than this builds proofs for".formatted(Long.toUnsignedString(size)));
        }
    }
}
