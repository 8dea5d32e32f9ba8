package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.store.AliasStore;

class InMemoryAliasStoreTest extends AliasStoreContract {
    private final AliasStore store = new InMemoryAliasStore();

    @Override
    protected AliasStore store() {
        return store;
    }
}
