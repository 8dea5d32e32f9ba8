package io.grantkeeper.ledger.witness;

import io.grantkeeper.ledger.merkle.Sha256Hash;
import io.grantkeeper.ledger.note.SignedNote;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The body of {@code add-checkpoint}: a line with the old size, the lines of the consistency proof, an empty line, and
 * the checkpoint (C2SP tlog-witness).
 *
 * @param oldSize the number of entries of the last checkpoint that the witness cosigned; 0 if there is none
 * @param proof the consistency proof between the two sizes; empty if the old size is 0
 */
record AddCheckpointRequest(long oldSize, List<Sha256Hash> proof, SignedNote checkpoint) {
    /** The maximum number of proof lines, which suffices for any log of fewer than 2^63 entries. */
    private static final int MAX_PROOF = 63;

    AddCheckpointRequest {
        proof = List.copyOf(proof);
        if (proof.size() > MAX_PROOF) {
            throw new IllegalArgumentException("a consistency proof must have at most 63 hashes");
        }
    }

    byte[] encode() {
        StringBuilder body = new StringBuilder("old ").append(oldSize).append('\n');
        proof.forEach(hash -> body.append(hash).append('\n'));
        return body.append('\n').append(checkpoint).toString().getBytes(StandardCharsets.UTF_8);
    }
}
