package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.store.IdentityAliasStore;

class InMemoryIdentityAliasStoreTest extends IdentityAliasStoreContract {
    private final IdentityAliasStore store = new InMemoryIdentityAliasStore();

    @Override
    protected IdentityAliasStore store() {
        return store;
    }
}
