package io.grantkeeper.evidence.report;

import io.grantkeeper.evidence.history.Told;
import io.grantkeeper.ledger.Bytes;
import java.util.Locale;

/**
 * A proof that an entry is in the log: a C2SP tlog-proof that stand-alone verifiers take.
 *
 * @param file what {@code verify} reads
 */
public record Proof(Told told, Bytes file) {
    /** For example {@code entry-000017.tlog-proof}. */
    public String name() {
        return String.format(Locale.ROOT, "entry-%06d.tlog-proof", told.index());
    }
}
