package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.store.PartitionDigestStore;

class InMemoryPartitionDigestStoreTest extends PartitionDigestStoreContract {
    private final PartitionDigestStore store = new InMemoryPartitionDigestStore();

    @Override
    protected PartitionDigestStore store() {
        return store;
    }
}
