package io.grantkeeper.evidence.history;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.ledger.entry.Entry;
import java.time.Instant;
import java.util.Optional;

/**
 * Where something stands in the ledger.
 *
 * @param index the entry's number
 * @param kind the entry's kind, as its code
 */
public record Told(long index, String id, Instant at, String kind, Optional<IdentityId> identity) {
    static Told of(long index, Entry entry) {
        return new Told(index, entry.id(), entry.at(), entry.kind().code(), entry.identity());
    }

    /** The identity it is about, or what kind of entry it is. */
    public String subject() {
        return identity.map(IdentityId::toString).orElse(kind);
    }
}
