package io.grantkeeper.ledger.witness;

import io.grantkeeper.ledger.merkle.Sha256Hash;
import java.util.List;

/** The consistency proofs of a log. */
@FunctionalInterface
public interface ConsistencyProofs {
    /** Returns the proof between two sizes, the first of which is at least 1 and at most the second. */
    List<Sha256Hash> between(long oldSize, long newSize);
}
