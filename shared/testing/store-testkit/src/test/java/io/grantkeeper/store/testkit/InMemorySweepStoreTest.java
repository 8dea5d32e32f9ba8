package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.store.SweepStore;

class InMemorySweepStoreTest extends SweepStoreContract {
    private final SweepStore store = new InMemorySweepStore();

    @Override
    protected SweepStore store() {
        return store;
    }
}
