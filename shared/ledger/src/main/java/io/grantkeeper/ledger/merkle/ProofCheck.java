package io.grantkeeper.ledger.merkle;

import io.grantkeeper.ledger.NotProvenException;
import java.util.List;

/**
 * The checks of RFC 9162, sections 2.1.3.2 and 2.1.4.2, for SHA-256 trees as RFC 6962 builds them. Sizes and indexes are
 * unsigned 64-bit numbers. A check that passes says nothing; one that fails says which and why.
 */
public final class ProofCheck {
    private ProofCheck() {}

    /** What of a proof is wrong. */
    public enum Part {
        /** The index, or the sizes of the two trees. */
        PLACE,
        /** How many hashes there are. */
        HASHES,
        /** The root of the tree; of two, the newer one's. */
        ROOT,
        OLDER_ROOT
    }

    /** A proof that does not hold. */
    public static final class FailedProofException extends NotProvenException {
        private static final long serialVersionUID = 1L;

        private final Part part;

        FailedProofException(Part part, String message) {
            super(message);
            this.part = part;
        }

        public Part part() {
            return part;
        }
    }

    /** @throws FailedProofException unless the leaf is at the index of the tree with this size and root */
    public static void inclusion(long index, long size, Hash leaf, List<Hash> proof, Hash root)
            throws FailedProofException {
        if (Long.compareUnsigned(index, size) >= 0) {
            throw new FailedProofException(
                    Part.PLACE,
                    "inclusion: index %s lies outside a tree of %s entries"
                            .formatted(Long.toUnsignedString(index), Long.toUnsignedString(size)));
        }
        Path path = new Path(index, size - 1);
        Hash computed = leaf;
        for (Hash sibling : proof) {
            path.requireRoom("inclusion", proof);
            computed = path.isRight() ? Merkle.node(sibling, computed) : Merkle.node(computed, sibling);
            path.climb();
        }
        path.requireTop("inclusion", proof);
        requireRoot(Part.ROOT, "inclusion: the root that entry and proof lead to", root, computed);
    }

    /**
     * Checks that the larger tree begins with the smaller one. An empty tree is the beginning of every tree, so from
     * size 0 nothing could be proved, and it is refused.
     *
     * @throws FailedProofException unless the first {@code oldSize} entries of the new tree are exactly the old tree
     */
    public static void consistency(long oldSize, long newSize, List<Hash> proof, Hash oldRoot, Hash newRoot)
            throws FailedProofException {
        if (oldSize == 0) {
            throw new FailedProofException(Part.PLACE, "consistency: from an empty tree nothing can be proved");
        }
        if (Long.compareUnsigned(oldSize, newSize) > 0) {
            throw new FailedProofException(
                    Part.PLACE,
                    "consistency: the older tree has %s entries, more than the newer one's %s"
                            .formatted(Long.toUnsignedString(oldSize), Long.toUnsignedString(newSize)));
        }
        if (oldSize == newSize) {
            if (!proof.isEmpty()) {
                throw new FailedProofException(
                        Part.HASHES,
                        "consistency: trees of one size need no hashes, and %d are given".formatted(proof.size()));
            }
            requireRoot(Part.ROOT, "consistency: two roots of one size", oldRoot, newRoot);
            return;
        }
        Path path = new Path(oldSize - 1, newSize - 1);
        path.skipRights();
        boolean oldIsSubtree = path.isAtLeftEdge();
        if (!oldIsSubtree && proof.isEmpty()) {
            throw new FailedProofException(Part.HASHES, "consistency: the proof holds no hashes");
        }
        Hash first = oldIsSubtree ? oldRoot : proof.getFirst();
        Hash older = first;
        Hash newer = first;
        for (Hash sibling : oldIsSubtree ? proof : proof.subList(1, proof.size())) {
            path.requireRoom("consistency", proof);
            if (path.isRight()) {
                older = Merkle.node(sibling, older);
                newer = Merkle.node(sibling, newer);
            } else {
                newer = Merkle.node(newer, sibling);
            }
            path.climb();
        }
        path.requireTop("consistency", proof);
        requireRoot(Part.OLDER_ROOT, "consistency: the older root that the proof leads to", oldRoot, older);
        requireRoot(Part.ROOT, "consistency: the newer root that the proof leads to", newRoot, newer);
    }

    private static void requireRoot(Part part, String what, Hash expected, Hash computed) throws FailedProofException {
        if (!expected.equals(computed)) {
            throw new FailedProofException(part, "%s is %s, expected %s".formatted(what, computed, expected));
        }
    }

    /** Where a walk from a node up to the root stands: the node's number on its level, and that of the last one. */
    private static final class Path {
        private long node;
        private long last;

        Path(long node, long last) {
            this.node = node;
            this.last = last;
        }

        /** From the right edge of a complete subtree up to its top. */
        void skipRights() {
            while ((node & 1) == 1) {
                node >>>= 1;
                last >>>= 1;
            }
        }

        boolean isAtLeftEdge() {
            return node == 0;
        }

        /** Whether the sibling stands to the left. The last node of a level may have none to its right. */
        boolean isRight() {
            return (node & 1) == 1 || node == last;
        }

        void climb() {
            if (isRight()) {
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            }
            node >>>= 1;
            last >>>= 1;
        }

        void requireRoom(String check, List<Hash> proof) throws FailedProofException {
            if (last == 0) {
                throw new FailedProofException(
                        Part.HASHES,
                        "%s: the proof goes on above the root; its %d hashes are too many"
                                .formatted(check, proof.size()));
            }
        }

        void requireTop(String check, List<Hash> proof) throws FailedProofException {
            if (last != 0) {
                throw new FailedProofException(
                        Part.HASHES,
                        "%s: the proof ends below the root; its %d hashes are too few".formatted(check, proof.size()));
            }
        }
    }
}
