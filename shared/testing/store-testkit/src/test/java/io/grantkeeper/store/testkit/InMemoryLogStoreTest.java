package io.grantkeeper.store.testkit;

import io.grantkeeper.ledger.log.EntryStore;
import io.grantkeeper.ledger.log.LogStore;

class InMemoryLogStoreTest extends LogStoreContract {
    private final InMemoryLogStore store = new InMemoryLogStore();

    @Override
    protected LogStore store() {
        return store;
    }

    @Override
    protected EntryStore entries() {
        return store;
    }
}
