package io.grantkeeper.ledger.log;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.entry.Entry;

/** Where those who do something tell of it first. */
@FunctionalInterface
public interface EntryStore {
    /**
     * Keeps an entry durably, unless one with its id is kept already: the first one told stays. Once this returns it will
     * be in the log, exactly once.
     *
     * @return whether it was new
     */
    boolean add(TenantId tenant, Entry entry);
}
