package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.store.DigestStore;

class InMemoryDigestStoreTest extends DigestStoreContract {
    private final DigestStore store = new InMemoryDigestStore();

    @Override
    protected DigestStore store() {
        return store;
    }
}
