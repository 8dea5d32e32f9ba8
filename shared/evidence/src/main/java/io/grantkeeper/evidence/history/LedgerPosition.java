package io.grantkeeper.evidence.history;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.ledger.entry.LedgerEntry;
import java.time.Instant;
import java.util.Optional;

/**
 * A reference to an entry of the ledger.
 *
 * @param index the entry's index
 * @param kind the code of the entry's kind
 */
public record LedgerPosition(long index, String id, Instant at, String kind, Optional<IdentityId> identity) {
    static LedgerPosition of(long index, LedgerEntry entry) {
        return new LedgerPosition(index, entry.id(), entry.at(), entry.kind().code(), entry.identity());
    }

    /** Returns the identity that the entry is about, or else the kind of entry. */
    public String subject() {
        return identity.map(IdentityId::toString).orElse(kind);
    }
}
