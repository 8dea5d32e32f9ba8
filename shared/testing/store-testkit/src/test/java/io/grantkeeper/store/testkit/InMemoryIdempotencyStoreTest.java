package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.store.IdempotencyStore;

class InMemoryIdempotencyStoreTest extends IdempotencyStoreContract {
    private final IdempotencyStore store = new InMemoryIdempotencyStore();

    @Override
    protected IdempotencyStore store() {
        return store;
    }
}
