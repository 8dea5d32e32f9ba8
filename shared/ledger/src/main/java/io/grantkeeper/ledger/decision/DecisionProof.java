package io.grantkeeper.ledger.decision;

import io.grantkeeper.ledger.Bytes;
import io.grantkeeper.ledger.NotProvenException;
import io.grantkeeper.ledger.entry.EntryJson;
import io.grantkeeper.ledger.entry.Happening;
import io.grantkeeper.ledger.merkle.Hash;
import io.grantkeeper.ledger.merkle.Merkle;
import io.grantkeeper.ledger.merkle.ProofCheck;
import io.grantkeeper.ledger.merkle.SmallTree;
import io.grantkeeper.policy.store.DecisionBatch;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * That a decision is under a root: the first half of its proof. The second, that an entry with this root is in the log,
 * is the log's own ({@code tlog-proof}).
 *
 * @param document the decision, byte for byte
 * @param index of its leaf
 * @param size how many decisions are under the root
 * @param hashes from the leaf's sibling up, base64
 * @param root base64
 */
public record DecisionProof(String document, int index, int size, List<String> hashes, String root) {
    public DecisionProof {
        hashes = List.copyOf(hashes);
    }

    /** @throws IllegalArgumentException where the decision is not in the batch */
    public static DecisionProof of(String decision, String document, DecisionBatch batch) {
        int index = batch.decisions().indexOf(decision);
        if (index < 0) {
            throw new IllegalArgumentException("the decision '%s' is not in the batch".formatted(decision));
        }
        SmallTree tree = new SmallTree(batch.leaves().stream().map(Hash::parse).toList());
        return new DecisionProof(
                document,
                index,
                batch.decisions().size(),
                tree.inclusion(index).stream().map(Hash::toString).toList(),
                batch.root());
    }

    /**
     * Checks that the document is under the root, and that the entry speaks of this root.
     *
     * @param entry the leaf of the log that a tlog-proof has shown to be in it
     * @throws NotProvenException saying which of the two is not so
     */
    public void verify(Bytes entry) throws NotProvenException {
        try {
            ProofCheck.inclusion(
                    index,
                    size,
                    Merkle.leaf(document.getBytes(StandardCharsets.UTF_8)),
                    hashes.stream().map(Hash::parse).toList(),
                    Hash.parse(root));
        } catch (IllegalArgumentException e) {
            throw new NotProvenException("a hash of the proof is none: " + e.getMessage());
        }
        boolean told = EntryJson.read(entry).what() instanceof Happening.DecisionsMade(int count, String of)
                && count == size
                && of.equals(root);
        if (!told) {
            throw new NotProvenException("the entry does not tell of %d decisions under this root".formatted(size));
        }
    }
}
