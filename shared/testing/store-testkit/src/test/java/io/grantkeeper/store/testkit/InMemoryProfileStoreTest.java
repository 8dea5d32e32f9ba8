package io.grantkeeper.store.testkit;

import io.grantkeeper.behavior.store.ProfileStore;

class InMemoryProfileStoreTest extends ProfileStoreContract {
    private final InMemoryProfileStore store = new InMemoryProfileStore();

    @Override
    protected ProfileStore store() {
        return store;
    }
}
