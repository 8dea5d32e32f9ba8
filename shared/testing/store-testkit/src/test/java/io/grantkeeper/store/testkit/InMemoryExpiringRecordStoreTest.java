package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.store.ExpiringRecordStore;

class InMemoryExpiringRecordStoreTest extends ExpiringRecordStoreContract {
    private final InMemoryExpiringRecordStore store = new InMemoryExpiringRecordStore();

    @Override
    protected ExpiringRecordStore store() {
        return store;
    }
}
