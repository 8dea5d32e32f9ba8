package io.grantkeeper.ledger.log;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.entry.Entry;
import java.util.List;

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

    /**
     * Keeps entries that belong together, each as {@link #add} does. A store may keep them as one, which costs less; who
     * dies in between tells them again.
     */
    default void addAll(TenantId tenant, List<Entry> entries) {
        entries.forEach(entry -> add(tenant, entry));
    }
}
