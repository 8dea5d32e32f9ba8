package io.grantkeeper.evidence.report;

import io.grantkeeper.evidence.history.LedgerPosition;
import io.grantkeeper.ledger.ImmutableBytes;
import java.util.Locale;

/**
 * A proof that an entry is in the log: a C2SP tlog-proof that stand-alone verifiers accept.
 *
 * @param told the entry
 * @param file the content of the proof file, which {@code grantkeeper ledger verify} reads
 */
public record InclusionEvidence(LedgerPosition told, ImmutableBytes file) {
    /** Returns the file name, for example {@code entry-000017.tlog-proof}. */
    public String name() {
        return String.format(Locale.ROOT, "entry-%06d.tlog-proof", told.index());
    }
}
