package io.grantkeeper.ledger.merkle;

import io.grantkeeper.ledger.ProofFailedException;
import java.util.List;

/**
 * Verifies proofs according to RFC 9162, sections 2.1.3.2 and 2.1.4.2, for SHA-256 trees as defined by RFC 6962. Sizes
 * and indexes are unsigned 64-bit numbers. A successful check returns normally; a failed one throws an exception that
 * states the check and the reason.
 */
public final class ProofVerifier {
    private ProofVerifier() {}

    /** The part of a proof in which an error was found. */
    public enum Part {
        /** The index of the entry or, in a consistency proof, the sizes of the two trees. */
        PLACE,
        /** The number of hashes. */
        HASHES,
        /** The root of the tree; in a consistency proof, the root of the newer tree. */
        ROOT,
        OLDER_ROOT
    }

    /** Thrown if a proof is not valid. */
    public static final class FailedProofException extends ProofFailedException {
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

    /**
     * Checks that the tree with this size and root contains the leaf at the index.
     *
     * @param proof the sibling hashes on the path from the leaf to the root, lowest first
     * @throws FailedProofException if the proof does not lead from the leaf to the root
     */
    public static void inclusion(long index, long size, Sha256Hash leaf, List<Sha256Hash> proof, Sha256Hash root)
            throws FailedProofException {
        if (Long.compareUnsigned(index, size) >= 0) {
            throw new FailedProofException(
                    Part.PLACE,
                    "inclusion: index %s is outside the tree of %s entries"
                            .formatted(Long.toUnsignedString(index), Long.toUnsignedString(size)));
        }
        Path path = new Path(index, size - 1);
        Sha256Hash computed = leaf;
        for (Sha256Hash sibling : proof) {
            path.requireBelowRoot("inclusion", proof);
            computed = path.isRight() ? MerkleHashing.node(sibling, computed) : MerkleHashing.node(computed, sibling);
            path.moveUp();
        }
        path.requireAtRoot("inclusion", proof);
        requireRoot(Part.ROOT, "inclusion: the root computed from entry and proof", root, computed);
    }

    /**
     * Checks that the larger tree begins with the smaller one. A proof from size 0 is rejected, because every tree
     * begins with the empty tree and nothing would be proved.
     *
     * @throws FailedProofException unless the first {@code oldSize} entries of the new tree are exactly the old tree
     */
    public static void consistency(
            long oldSize, long newSize, List<Sha256Hash> proof, Sha256Hash oldRoot, Sha256Hash newRoot)
            throws FailedProofException {
        if (oldSize == 0) {
            throw new FailedProofException(
                    Part.PLACE, "consistency: the older tree is empty, so nothing can be proved");
        }
        if (Long.compareUnsigned(oldSize, newSize) > 0) {
            throw new FailedProofException(
                    Part.PLACE,
                    "consistency: the older tree has %s entries, more than the newer tree with %s"
                            .formatted(Long.toUnsignedString(oldSize), Long.toUnsignedString(newSize)));
        }
        if (oldSize == newSize) {
            if (!proof.isEmpty()) {
                throw new FailedProofException(
                        Part.HASHES,
                        "consistency: trees of the same size need no hashes, but the proof has %d"
                                .formatted(proof.size()));
            }
            requireRoot(Part.ROOT, "consistency: the older root for the same size", oldRoot, newRoot);
            return;
        }
        Path path = new Path(oldSize - 1, newSize - 1);
        path.skipRights();
        boolean oldIsSubtree = path.isAtLeftEdge();
        if (!oldIsSubtree && proof.isEmpty()) {
            throw new FailedProofException(Part.HASHES, "consistency: the proof contains no hashes");
        }
        Sha256Hash first = oldIsSubtree ? oldRoot : proof.getFirst();
        Sha256Hash older = first;
        Sha256Hash newer = first;
        for (Sha256Hash sibling : oldIsSubtree ? proof : proof.subList(1, proof.size())) {
            path.requireBelowRoot("consistency", proof);
            if (path.isRight()) {
                older = MerkleHashing.node(sibling, older);
                newer = MerkleHashing.node(sibling, newer);
            } else {
                newer = MerkleHashing.node(newer, sibling);
            }
            path.moveUp();
        }
        path.requireAtRoot("consistency", proof);
        requireRoot(Part.OLDER_ROOT, "consistency: the older root computed from the proof", oldRoot, older);
        requireRoot(Part.ROOT, "consistency: the newer root computed from the proof", newRoot, newer);
    }

    private static void requireRoot(Part part, String what, Sha256Hash expected, Sha256Hash computed)
            throws FailedProofException {
        if (!expected.equals(computed)) {
            throw new FailedProofException(part, "%s is %s, expected %s".formatted(what, computed, expected));
        }
    }

    /**
     * A position on the path from a node to the root: the number of the current node on its level, and the number of
     * the last node on that level.
     */
    private static final class Path {
        private long node;
        private long last;

        Path(long node, long last) {
            this.node = node;
            this.last = last;
        }

        /** Moves up from the right edge of a complete subtree to the subtree's root. */
        void skipRights() {
            while ((node & 1) == 1) {
                node >>>= 1;
                last >>>= 1;
            }
        }

        boolean isAtLeftEdge() {
            return node == 0;
        }

        /**
         * Returns whether the current node is a right child or the last node of its level. In both cases, the next hash
         * of the proof is to the left of the node.
         */
        boolean isRight() {
            return (node & 1) == 1 || node == last;
        }

        void moveUp() {
            if (isRight()) {
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            }
            node >>>= 1;
            last >>>= 1;
        }

        void requireBelowRoot(String check, List<Sha256Hash> proof) throws FailedProofException {
            if (last == 0) {
                throw new FailedProofException(
                        Part.HASHES,
                        "%s: the proof extends above the root; its %d hashes are too many"
                                .formatted(check, proof.size()));
            }
        }

        void requireAtRoot(String check, List<Sha256Hash> proof) throws FailedProofException {
            if (last != 0) {
                throw new FailedProofException(
                        Part.HASHES,
                        "%s: the proof ends below the root; its %d hashes are too few".formatted(check, proof.size()));
            }
        }
    }
}
