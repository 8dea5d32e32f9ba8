package io.grantkeeper.evidence.report;

import io.grantkeeper.ledger.NotProvenException;
import io.grantkeeper.ledger.merkle.Frontier;
import io.grantkeeper.ledger.merkle.Hash;
import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.tile.TileId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Derives the tree anew from the entries, and compares it with every checkpoint on the way. */
final class LogDerivation {
    private final List<String> problems = new ArrayList<>();
    private int continued;

    private LogDerivation() {}

    /** @param size of the checkpoint that the report stands under */
    static LogDerivation of(SignedLog log, long size) {
        LogDerivation derivation = new LogDerivation();
        derivation.run(log, size);
        return derivation;
    }

    List<String> problems() {
        return problems;
    }

    /** How many checkpoints before the named one were derived too. */
    int continued() {
        return continued;
    }

    private void run(SignedLog log, long size) {
        TreeMap<Long, Hash> signed = new TreeMap<>();
        for (String note : log.checkpoints()) {
            if (SignedLog.sizeOf(note) <= size) {
                try {
                    Checkpoint checkpoint =
                            log.keys().verify(SignedNote.parse(note, 1), 1).checkpoint();
                    signed.put(checkpoint.size(), checkpoint.root());
                } catch (NotProvenException e) {
                    problems.add("the checkpoint of size %d: %s".formatted(SignedLog.sizeOf(note), e.getMessage()));
                }
            }
        }
        Frontier derived = Frontier.EMPTY;
        for (long first = 0; first < size; first += TileId.WIDTH) {
            int width = (int) Math.min(TileId.WIDTH, size - first);
            List<Hash> leaves =
                    log.entries().entries(first / TileId.WIDTH, width).leafHashes();
            Frontier before = derived;
            long start = first;
            signed.subMap(first, false, first + width, true)
                    .forEach((at, root) -> compare(
                            at,
                            root,
                            before.plus(leaves.subList(0, (int) (at - start))).root(),
                            size));
            derived = derived.plus(leaves);
        }
    }

    private void compare(long at, Hash signed, Hash derived, long size) {
        if (!signed.equals(derived)) {
            problems.add("the checkpoint of size %d was signed over the root %s; the entries give %s"
                    .formatted(at, signed, derived));
        } else if (at < size) {
            continued++;
        }
    }
}
