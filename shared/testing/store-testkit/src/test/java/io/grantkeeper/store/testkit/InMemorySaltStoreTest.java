package io.grantkeeper.store.testkit;

import io.grantkeeper.ledger.entry.SaltStore;

class InMemorySaltStoreTest extends SaltStoreContract {
    private final SaltStore saltStore = new InMemorySaltStore();

    @Override
    protected SaltStore saltStore() {
        return saltStore;
    }
}
