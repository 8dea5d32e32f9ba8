package io.grantkeeper.ledger.witness;

import io.grantkeeper.ledger.merkle.Sha256Hash;
import java.util.List;

/** The consistency proofs of a log. */
@FunctionalInterface
public interface ConsistencyProofs {
    /** Returns the consistency proof between two sizes. The first must be at least 1 and must not exceed the second. */
    List<Sha256Hash> between(long oldSize, long newSize);
}
