package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.store.FindingStore;

class InMemoryFindingStoreTest extends FindingStoreContract {
    private final FindingStore store = new InMemoryFindingStore();

    @Override
    protected FindingStore store() {
        return store;
    }
}
