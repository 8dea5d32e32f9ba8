package io.grantkeeper.evidence.report;

import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.merkle.Sha256Hash;
import io.grantkeeper.ledger.merkle.TreeFrontier;
import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.tile.TileId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Recomputes the tree from the entries, and compares it with every checkpoint up to the one that the report is based
 * on.
 */
final class LedgerVerification {
    private final List<String> problems = new ArrayList<>();
    private int continued;

    private LedgerVerification() {}

    /**
     * Verifies the log.
     *
     * @param size the size of the checkpoint that the report is based on
     */
    static LedgerVerification of(SignedLog log, long size) {
        LedgerVerification derivation = new LedgerVerification();
        derivation.run(log, size);
        return derivation;
    }

    List<String> problems() {
        return problems;
    }

    /** Returns how many earlier checkpoints were also verified. */
    int continued() {
        return continued;
    }

    private void run(SignedLog log, long size) {
        TreeMap<Long, Sha256Hash> signed = new TreeMap<>();
        for (String note : log.checkpoints()) {
            if (SignedLog.sizeOf(note) <= size) {
                try {
                    Checkpoint checkpoint =
                            log.keys().verify(SignedNote.parse(note, 1), 1).checkpoint();
                    signed.put(checkpoint.size(), checkpoint.root());
                } catch (ProofFailedException e) {
                    problems.add("the checkpoint of size %d: %s".formatted(SignedLog.sizeOf(note), e.getMessage()));
                }
            }
        }
        TreeFrontier derived = TreeFrontier.EMPTY;
        for (long first = 0; first < size; first += TileId.WIDTH) {
            int width = (int) Math.min(TileId.WIDTH, size - first);
            List<Sha256Hash> leaves =
                    log.entries().entries(first / TileId.WIDTH, width).leafHashes();
            TreeFrontier before = derived;
            long start = first;
            signed.subMap(first, false, first + width, true)
                    .forEach((at, root) -> compare(
                            at,
                            root,
                            before.append(leaves.subList(0, (int) (at - start))).root(),
                            size));
            derived = derived.append(leaves);
        }
    }

    private void compare(long at, Sha256Hash signed, Sha256Hash derived, long size) {
        if (!signed.equals(derived)) {
            problems.add("the checkpoint of size %d was signed for the root %s, but the entries result in %s"
                    .formatted(at, signed, derived));
        } else if (at < size) {
            continued++;
        }
    }
}
