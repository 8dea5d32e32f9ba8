package io.grantkeeper.ledger.log;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.entry.LedgerEntry;
import java.util.List;

/** Stores entries that are not yet in the log. */
@FunctionalInterface
public interface PendingEntryStore {
    /**
     * Stores an entry durably. If an entry with the same ID is already stored, that entry is kept instead. Once this
     * method has returned, the entry is guaranteed to be added to the log, exactly once.
     *
     * @return whether the entry was new
     */
    boolean add(TenantId tenant, LedgerEntry entry);

    /**
     * Stores related entries, each as {@link #add} does. A store may store them as one item, which costs less. After an
     * interruption, the caller adds all of them again.
     */
    default void addAll(TenantId tenant, List<LedgerEntry> entries) {
        entries.forEach(entry -> add(tenant, entry));
    }
}
