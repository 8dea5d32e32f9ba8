package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.store.RevocationStore;

class InMemoryRevocationStoreTest extends RevocationStoreContract {
    private final RevocationStore store = new InMemoryRevocationStore();

    @Override
    protected RevocationStore store() {
        return store;
    }
}
