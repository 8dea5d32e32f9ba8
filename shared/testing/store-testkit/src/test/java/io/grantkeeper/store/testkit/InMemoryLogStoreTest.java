package io.grantkeeper.store.testkit;

import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.log.PendingEntryStore;

class InMemoryLogStoreTest extends LogStoreContract {
    private final InMemoryLogStore store = new InMemoryLogStore();

    @Override
    protected LogStore store() {
        return store;
    }

    @Override
    protected PendingEntryStore entries() {
        return store;
    }
}
