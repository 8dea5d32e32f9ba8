package io.grantkeeper.store.testkit;

import io.grantkeeper.signals.stream.SignalStore;

class InMemorySignalStoreTest extends SignalStoreContract {
    private final InMemorySignalStore store = new InMemorySignalStore();

    @Override
    protected SignalStore store() {
        return store;
    }
}
