package io.grantkeeper.store.testkit;

import io.grantkeeper.ledger.record.ConfigurationStore;

class InMemoryConfigurationStoreTest extends ConfigurationStoreContract {
    private final InMemoryConfigurationStore store = new InMemoryConfigurationStore();

    @Override
    protected ConfigurationStore store() {
        return store;
    }
}
