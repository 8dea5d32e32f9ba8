package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.store.WithheldAlertStore;

class InMemoryWithheldAlertStoreTest extends WithheldAlertStoreContract {
    private final WithheldAlertStore store = new InMemoryWithheldAlertStore();

    @Override
    protected WithheldAlertStore store() {
        return store;
    }
}
