package io.grantkeeper.store.testkit;

import io.grantkeeper.ledger.entry.SaltStore;

class InMemorySaltStoreTest extends SaltStoreContract {
    private final SaltStore salts = new InMemorySaltStore();

    @Override
    protected SaltStore salts() {
        return salts;
    }
}
