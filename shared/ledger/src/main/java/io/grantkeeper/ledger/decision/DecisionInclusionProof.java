package io.grantkeeper.ledger.decision;

import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.LedgerCorruptedException;
import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.merkle.InMemoryTree;
import io.grantkeeper.ledger.merkle.MerkleHashing;
import io.grantkeeper.ledger.merkle.ProofVerifier;
import io.grantkeeper.ledger.merkle.Sha256Hash;
import io.grantkeeper.policy.store.DecisionBatch;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A proof that a decision belongs to a batch with a given Merkle root. It is the first of two proofs about a decision.
 * The second one, which shows that the log contains an entry with this root, is a {@code tlog-proof} of the log.
 *
 * @param document the decision, byte for byte
 * @param index the index of the decision's leaf
 * @param size the number of decisions under the root
 * @param hashes the sibling hashes on the path from the leaf to the root, lowest first, in base64
 * @param root the root in base64
 */
public record DecisionInclusionProof(String document, int index, int size, List<String> hashes, String root) {
    public DecisionInclusionProof {
        hashes = List.copyOf(hashes);
    }

    /**
     * Creates the proof of a decision in a batch.
     *
     * @param decision the decision's id
     * @param document the decision, byte for byte
     * @throws IllegalArgumentException if the decision is not in the batch
     * @throws LedgerCorruptedException if the document is not the one that the batch contains
     */
    public static DecisionInclusionProof of(String decision, String document, DecisionBatch batch) {
        int index = batch.decisions().indexOf(decision);
        if (index < 0) {
            throw new IllegalArgumentException("the decision '%s' is not in the batch".formatted(decision));
        }
        Sha256Hash leaf = MerkleHashing.leaf(document.getBytes(StandardCharsets.UTF_8));
        if (!leaf.toString().equals(batch.leaves().get(index))) {
            throw new LedgerCorruptedException(
                    "the stored decision '%s' differs from what the ledger recorded; run 'grantkeeper ledger fsck'"
                            .formatted(decision));
        }
        InMemoryTree tree =
                new InMemoryTree(batch.leaves().stream().map(Sha256Hash::parse).toList());
        return new DecisionInclusionProof(
                document,
                index,
                batch.decisions().size(),
                tree.inclusion(index).stream().map(Sha256Hash::toString).toList(),
                batch.root());
    }

    /**
     * Checks that the decision's document is a leaf under the root, and that the ledger entry records a batch with this
     * root and number of decisions.
     *
     * @param entry the leaf whose inclusion in the log a tlog-proof has shown
     * @throws ProofFailedException if one of the checks fails; the message names the check
     */
    public void verify(ImmutableBytes entry) throws ProofFailedException {
        try {
            ProofVerifier.inclusion(
                    index,
                    size,
                    MerkleHashing.leaf(document.getBytes(StandardCharsets.UTF_8)),
                    hashes.stream().map(Sha256Hash::parse).toList(),
                    Sha256Hash.parse(root));
        } catch (IllegalArgumentException e) {
            throw new ProofFailedException("the proof contains an invalid hash: " + e.getMessage());
        }
        boolean told = LedgerEntryJson.read(entry).what() instanceof LedgerEvent.DecisionsMade(int count, String of)
                && count == size
                && of.equals(root);
        if (!told) {
            throw new ProofFailedException("the entry does not record %d decisions under this root".formatted(size));
        }
    }
}
